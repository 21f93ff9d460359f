// OSC packets, as bytes.

const text = new TextDecoder();
const bytes = new TextEncoder();

/** The messages of a packet, those of bundles in turn: [address, ...arguments]. */
export function decode(buffer, messages = []) {
  const view = new DataView(buffer.buffer ?? buffer, buffer.byteOffset ?? 0, buffer.byteLength);
  let at = 0;
  const string = () => {
    let end = at;
    while (end < view.byteLength && view.getUint8(end)) end++;
    const value = text.decode(new Uint8Array(view.buffer, view.byteOffset + at, end - at));
    at = (end + 4) & ~3;
    return value;
  };
  const address = string();
  if (address === "#bundle") {
    at += 8;
    while (at + 4 <= view.byteLength) {
      const size = view.getInt32(at);
      decode(new Uint8Array(view.buffer, view.byteOffset + at + 4, size), messages);
      at += 4 + size;
    }
    return messages;
  }
  const message = [address];
  for (const tag of string().slice(1)) {
    switch (tag) {
      case "i": message.push(view.getInt32(at)); at += 4; break;
      case "f": message.push(view.getFloat32(at)); at += 4; break;
      case "h": message.push(Number(view.getBigInt64(at))); at += 8; break;
      case "d": message.push(view.getFloat64(at)); at += 8; break;
      case "s": case "S": message.push(string()); break;
      case "T": message.push(true); break;
      case "F": message.push(false); break;
      case "m": message.push([...new Uint8Array(view.buffer, view.byteOffset + at, 4)]); at += 4; break;
      default: message.push(null);
    }
  }
  messages.push(message);
  return messages;
}

/** Packets as one, to be carried out at once and together. */
export function bundle(packets) {
  const size = packets.reduce((sum, packet) => sum + 4 + packet.length, 16);
  const whole = new Uint8Array(size);
  const view = new DataView(whole.buffer);
  whole.set(bytes.encode("#bundle"));
  view.setUint32(12, 1);
  let at = 16;
  for (const packet of packets) {
    view.setInt32(at, packet.length);
    whole.set(packet, at + 4);
    at += 4 + packet.length;
  }
  return whole;
}

/** The bytes of a message; numbers go as floats unless they are whole. */
export function encode(address, values) {
  let tags = ",";
  const parts = [];
  const pad = (array) => {
    const padded = new Uint8Array((array.length + 4) & ~3);
    padded.set(array);
    return padded;
  };
  for (const value of values) {
    if (typeof value === "string") {
      tags += "s";
      parts.push(pad(bytes.encode(value)));
    } else if (typeof value === "boolean") {
      tags += value ? "T" : "F";
    } else {
      const part = new Uint8Array(4);
      const whole = Number.isInteger(value);
      tags += whole ? "i" : "f";
      if (whole) new DataView(part.buffer).setInt32(0, value);
      else new DataView(part.buffer).setFloat32(0, value);
      parts.push(part);
    }
  }
  const all = [pad(bytes.encode(address)), pad(bytes.encode(tags)), ...parts];
  const packet = new Uint8Array(all.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of all) {
    packet.set(part, at);
    at += part.length;
  }
  return packet;
}
