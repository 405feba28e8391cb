"""The trainer's hash of an article's id, for what names articles without their words."""


def name_hash(text):
    """The same hash as the trainer's (FNV-1a), so that both choose the same articles."""
    h = 0xCBF29CE484222325
    for byte in text.encode():
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h
