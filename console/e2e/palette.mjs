import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

/** The same picture with 256 colours at most: a third of the bytes, and no difference that one sees on a page. */
export function small(png) {
  const { width, height, pixels, bytes } = decoded(png)
  const counts = new Map()
  const key = (at) => ((pixels[at] >> 2) << 12) | ((pixels[at + 1] >> 2) << 6) | (pixels[at + 2] >> 2)
  for (let at = 0; at < pixels.length; at += bytes) counts.set(key(at), (counts.get(key(at)) ?? 0) + 1)
  const palette = cut([...counts].map(([colour, count]) => ({ rgb: [colour >> 12, (colour >> 6) & 63, colour & 63], count, colour })))
  const indexes = new Map(palette.flatMap((box, index) => box.map((each) => [each.colour, index])))
  const lines = Buffer.alloc((width + 1) * height)
  const sums = palette.map(() => [0, 0, 0, 0])
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += bytes) {
      const index = indexes.get(key(at))
      lines[y * (width + 1) + 1 + x] = index
      const sum = sums[index]
      for (let part = 0; part < 3; part++) sum[part] += pixels[at + part]
      sum[3]++
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(sums.flatMap(([red, green, blue, count]) => [red, green, blue].map((sum) => Math.round(sum / Math.max(1, count)))))
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))])
}

/** Halves the box that its colours weigh most in, at the middle of its longest side, until there are 256. */
function cut(colours) {
  const boxes = [{ colours, weight: 1 }]
  while (boxes.length < 256) {
    boxes.sort((a, b) => b.weight - a.weight)
    const at = boxes.findIndex((box) => box.colours.length > 1)
    if (at < 0) break
    const [{ colours: full }] = boxes.splice(at, 1)
    const spans = [0, 1, 2].map((part) => Math.max(...full.map(({ rgb }) => rgb[part])) - Math.min(...full.map(({ rgb }) => rgb[part])))
    const longest = spans.indexOf(Math.max(...spans))
    full.sort((a, b) => a.rgb[longest] - b.rgb[longest])
    const half = full.reduce((sum, { count }) => sum + count, 0) / 2
    let middle = 0
    for (let sum = 0; middle < full.length - 1 && sum + full[middle].count <= half; middle++) sum += full[middle].count
    for (const part of [full.slice(0, Math.max(1, middle)), full.slice(Math.max(1, middle))]) boxes.push({ colours: part, weight: weightOf(part) })
  }
  return boxes.map((box) => box.colours)
}

function weightOf(colours) {
  const spans = [0, 1, 2].map((part) => Math.max(...colours.map(({ rgb }) => rgb[part])) - Math.min(...colours.map(({ rgb }) => rgb[part])))
  return Math.max(...spans) ** 2 * Math.sqrt(colours.reduce((sum, { count }) => sum + count, 0))
}

function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named) >>> 0)
  return Buffer.concat([length, named, sum])
}

/** What Chromium writes: eight bits of red, green, blue and perhaps alpha, not interlaced. */
function decoded(png) {
  const parts = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const [width, height, bytes] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3]
  const raw = inflateSync(Buffer.concat(parts))
  const line = width * bytes
  const pixels = Buffer.alloc(line * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)]
    for (let x = 0; x < line; x++) {
      const at = y * line + x
      const left = x >= bytes ? pixels[at - bytes] : 0
      const up = y ? pixels[at - line] : 0
      const corner = y && x >= bytes ? pixels[at - line - bytes] : 0
      const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : filter === 4 ? paeth(left, up, corner) : 0
      pixels[at] = raw[y * (line + 1) + 1 + x] + guess
    }
  }
  return { width, height, pixels, bytes }
}

function paeth(left, up, corner) {
  const a = Math.abs(up - corner)
  const b = Math.abs(left - corner)
  const c = Math.abs(left + up - 2 * corner)
  return a <= b && a <= c ? left : b <= c ? up : corner
}
