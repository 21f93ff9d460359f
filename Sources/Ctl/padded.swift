/// `text` filled up to `width` columns, and with one space at least.
func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(1, width - text.count))
}
