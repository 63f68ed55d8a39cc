import { EventSourceParserStream } from 'eventsource-parser/stream'
import { token } from '../session/session'

/** Tells of every notification until it is stopped; pages ask anew by themselves where there is no stream. */
export function listen(tell: () => void): () => void {
  const stop = new AbortController()
  void keepListening(tell, stop.signal)
  return () => stop.abort()
}

async function keepListening(tell: () => void, signal: AbortSignal): Promise<void> {
  let last = ''
  for (let pause = 1000; !signal.aborted; pause = Math.min(pause * 2, 60_000)) {
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream', Authorization: `Bearer ${await token()}` }
      if (last) headers['Last-Event-ID'] = last
      const answer = await fetch('/v1/notifications/stream', { headers, signal })
      if (answer.status === 401 || answer.status === 403) return
      if (answer.ok && answer.body) {
        const events = answer.body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>).pipeThrough(new EventSourceParserStream()).getReader()
        for (let next = await events.read(); !next.done; next = await events.read()) {
          if (next.value.id) last = next.value.id
          pause = 1000
          tell()
        }
      }
    } catch {
      if (signal.aborted) return
    }
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
  }
}
