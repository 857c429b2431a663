/** Splits a stream of bytes into lines; a line cut off by the end of the stream is dropped. */

/** Docker's longest events are a few kB; more is not an event. */
const MAX_LINE_LENGTH = 1_000_000;

export async function* readLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of stream) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_LENGTH) rest = '';
    for (const line of lines) if (line.trim() !== '') yield line;
  }
}
