import { newKey, Refused, type Schemas } from './client'
import { token } from '../session/session'
import { language } from '../texts'

export type Upload = { key: string; file: File; kind: Schemas['EvidenceKind']; picture: string; done: number; evidence?: Schemas['Evidence']; refused?: Refused }

export function upload(file: File, kind: Schemas['EvidenceKind']): Upload {
  return { key: newKey(), file, kind, picture: URL.createObjectURL(file), done: 0 }
}

const PAUSES = [500, 2000, 5000]

/** Sends the picture; after a lost connection once more with the same key, so that it is one piece of evidence. */
export async function send(upload: Upload, orderId: string): Promise<void> {
  upload.refused = undefined
  for (let again = 0; ; again++) {
    try {
      upload.evidence = await once(upload, orderId)
      return
    } catch (problem) {
      const refused = problem as Refused
      const passing = refused.status === 0 || refused.status >= 500 || refused.status === 429
      if (!passing || again === PAUSES.length) {
        upload.refused = refused
        return
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSES[again]))
    }
  }
}

async function once(upload: Upload, orderId: string): Promise<Schemas['Evidence']> {
  const bearer = await token()
  const form = new FormData()
  form.set('orderId', orderId)
  form.set('kind', upload.kind)
  form.set('file', upload.file)
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', '/v1/evidence')
    call.responseType = 'json'
    call.setRequestHeader('Authorization', `Bearer ${bearer}`)
    call.setRequestHeader('Accept-Language', language.value === 'zh' ? 'zh-CN' : 'en')
    call.setRequestHeader('Idempotency-Key', upload.key)
    call.upload.onprogress = (event) => (upload.done = event.total ? event.loaded / event.total : 0)
    call.onload = () => (call.status < 300 ? resolve(call.response) : reject(new Refused(call.response ?? {}, call.status)))
    call.onerror = call.onabort = () => reject(new Refused({}, 0))
    call.send(form)
  })
}
