// Base64 (RFC 4648 §4), strictly: one byte string has one spelling, so that any changed character is a change.

export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
