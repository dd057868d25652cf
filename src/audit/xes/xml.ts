// Just enough XML to write: escaping that survives every reader.

/** An attribute with its value escaped (XML 1.0 §2.4, §3.3.3), with a space before it. */
export const attribute = (name: string, value: string): string => ` ${name}="${escape(value)}"`;

// Tab and line ends become references, since a reader would otherwise turn them into spaces. What XML 1.0 §2.2 does not
// allow at all (most controls, lone surrogates, U+FFFE, U+FFFF) becomes the replacement character.
const escape = (value: string): string =>
  value
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (found) =>
      found >= '\u007f' && found <= '\u009f' ? found : '\ufffd',
    )
    .replace(/[&<>"'\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`);

/** XML 1.0 §2.3 Name, in its plain part; XES wants attribute keys to be one. */
export const isXmlName = (text: string): boolean => /^[\p{L}_:][\p{L}\p{N}_:.-]*$/u.test(text);
