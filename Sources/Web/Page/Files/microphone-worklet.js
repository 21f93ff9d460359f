/** Hands on what the microphone hears, in pieces that a message is worth. */
class Microphone extends AudioWorkletProcessor {
  piece = new Float32Array(1024);
  count = 0;

  process([[samples]]) {
    for (const sample of samples ?? []) {
      this.piece[this.count++] = sample;
      if (this.count < this.piece.length) continue;
      this.port.postMessage(this.piece);
      this.count = 0;
    }
    return true;
  }
}

registerProcessor("microphone", Microphone);
