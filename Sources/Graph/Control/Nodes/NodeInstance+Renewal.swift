/// What a node needs to go on in another patch.
extension NodeInstance {
  /// Whether `node` could go on as this instance, with no more than parameters set and what it renews.
  func canBecome(_ node: PatchNode, in environment: Environment) -> Bool {
    if case .unknown = declaration.variability { return false }
    let renewed = renewal?.settings ?? []
    return node.kind == declaration.kind
      && declaration.settings.allSatisfy { renewed.contains($0.name) || isKept($0, in: node) }
      && (renewal != nil || hasCurrentFiles(in: environment))
  }

  /// What has to be read before `node` can go on as this instance; `nil` where it can at once.
  func outdated(as node: PatchNode, in environment: Environment) -> Outdated? {
    guard let renewal,
      !hasCurrentFiles(in: environment)
        || !declaration.settings.allSatisfy({ isKept($0, in: node) })
    else { return nil }
    return Outdated(node: node, number: number, declaration: declaration, renewal: renewal)
  }

  /// Lets the node have what was read for it.
  func take(_ renewed: Renewed) {
    files = renewed.files
    directory = renewed.directory
    settings = renewed.settings
    renewed.takeUp()
  }

  private func isKept(_ setting: SettingDeclaration, in node: PatchNode) -> Bool {
    let value = settings[setting.name] ?? setting.initial
    return !setting.rebuilds || value == node.settings[setting.name] ?? setting.initial
  }

  private func hasCurrentFiles(in environment: Environment) -> Bool {
    files.allSatisfy { $0.isCurrent && isPlaced($0, in: environment) }
  }

  /// Whether `file` would be found at the same place.
  private func isPlaced(_ file: FileStamp, in environment: Environment) -> Bool {
    directory == environment.patchDirectory || !file.path.hasPrefix(directory + "/")
  }
}
