/**
 * Text from files, logs or settings for messages and lists of the editor, which make links, even to commands, of
 * `[text](target)` and icons of `$(name)`: with a blank before the bracket it is only text.
 */
export function withoutMarkup(text: string): string {
  return text.replace(/[\]$](?=\()/g, '$& ');
}
