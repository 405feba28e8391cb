/**
 * How much a zip archive unpacks to, found by unpacking it piece by piece and keeping nothing: a file of some kilobytes can hold gigabytes, and
 * what it says of its own sizes is its maker's word. Whatever is odd about the archive is an error.
 */

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Rejects where there is more in the archive than `most` bytes.
 * @param {Uint8Array} bytes
 * @param {number} most
 * @returns {Promise<number>} the bytes of all its files
 */
export async function unpackedSize(bytes, most) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  let at = view.getUint32(end + 16, true);
  let size = 0;
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error("an entry of the archive is none");
    const packed = view.getUint32(at + 20, true);
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + packed > bytes.length) throw new Error("an entry goes on after the archive’s end");
    size += view.getUint16(at + 10, true) === 0 ? packed : await inflatedSize(bytes.subarray(start, start + packed), most - size);
    if (size > most) throw new Error("there is too much in the archive");
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return size;
}

/** Where the list of entries is told of: at the end, before a comment at most. @param {DataView} view */
function endOf(view) {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new Error("this is no archive");
}

/** @param {Uint8Array} packed @param {number} most */
async function inflatedSize(packed, most) {
  const reader = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return size;
    size += value.length;
    if (size > most) {
      void reader.cancel();
      return size;
    }
  }
}
