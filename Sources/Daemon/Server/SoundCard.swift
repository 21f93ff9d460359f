private import CALSA

/// A sound card of this machine that a player can be heard through.
struct SoundCard {
  /// The card's number as ALSA counts.
  let index: Int32

  /// The name that ALSA and jackd use.
  var device: String { "hw:\(index)" }

  /// The first card that both records and plays.
  static func find() -> SoundCard? {
    var index: Int32 = -1
    while snd_card_next(&index) == 0, index >= 0 {
      let card = SoundCard(index: index)
      if card.has(SND_PCM_STREAM_CAPTURE), card.has(SND_PCM_STREAM_PLAYBACK) { return card }
    }
    return nil
  }

  /// Whether the card's first device has a `stream`.
  private func has(_ stream: snd_pcm_stream_t) -> Bool {
    var control: OpaquePointer?
    guard snd_ctl_open(&control, device, 0) == 0, let control else { return false }
    defer { snd_ctl_close(control) }
    var info: OpaquePointer?
    guard snd_pcm_info_malloc(&info) == 0, let info else { return false }
    defer { snd_pcm_info_free(info) }
    snd_pcm_info_set_device(info, 0)
    snd_pcm_info_set_subdevice(info, 0)
    snd_pcm_info_set_stream(info, stream)
    return snd_ctl_pcm_info(control, info) == 0
  }
}
