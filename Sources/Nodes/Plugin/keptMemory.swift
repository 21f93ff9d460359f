/// Memory that holds `values` until whoever asked for it frees it; never none at all.
func keptMemory<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
  let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
  for (index, value) in values.enumerated() { (memory + index).initialize(to: value) }
  return memory
}
