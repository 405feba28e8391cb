/**
 * Measures how large a zip archive is once it is unpacked. A file of some kilobytes can hold gigabytes, and the sizes that it states
 * may be false, so it is unpacked piece by piece and nothing is kept. Anything odd about the archive is an error.
 */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const TAG = "<".charCodeAt(0);

/**
 * Rejects if the archive holds more than `most` bytes, or more than `mostTags` signs "<": a reader of XML may need kilobytes of memory for each tag.
 * @param {Uint8Array} bytes
 * @param {number} most
 * @param {number} [mostTags]
 * @returns {Promise<number>} the bytes of all its files
 */
export async function unpackedSize(bytes, most, mostTags = Infinity) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  let at = view.getUint32(end + 16, true);
  // The list of entries must end just where the end record begins; otherwise another program might read another list.
  if (at + view.getUint32(end + 12, true) !== end) throw new Error("the list of entries is not where it is said to be");
  let size = 0;
  let tags = 0;
  /** @param {Uint8Array} part */
  const count = (part) => {
    size += part.length;
    for (let tag = part.indexOf(TAG); tag >= 0 && tags <= mostTags; tag = part.indexOf(TAG, tag + 1)) tags += 1;
    if (size > most || tags > mostTags) throw new Error("there is too much in the archive");
  };
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error("an entry of the archive is none");
    const packed = view.getUint32(at + 20, true);
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + packed > bytes.length) throw new Error("an entry goes on after the archive’s end");
    const entry = bytes.subarray(start, start + packed);
    if (view.getUint16(at + 10, true) === 0) count(entry);
    else await inflate(entry, count);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (at !== end) throw new Error("there are more entries than are said");
  return size;
}

/** Finds the end record, which says where the list of entries is. It stands at the end of the file; only a comment may follow. @param {DataView} view */
function endOf(view) {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new Error("this is no archive");
}

/** @param {Uint8Array} packed @param {(part: Uint8Array) => void} take */
async function inflate(packed, take) {
  const reader = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) take(part.value);
  } finally {
    void reader.cancel().catch(() => {});
  }
}
