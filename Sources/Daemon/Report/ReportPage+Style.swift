extension ReportPage {
  static let style = """
    :root {
      color-scheme: light dark;
      --back: #fbfaf8; --card: #ffffff; --text: #22242a; --soft: #4c5058; --line: #dedcd6;
      --wave: #8795ad; --accent: #c2410c; --tone: 62%; --chip: 78%;
    }
    @media (prefers-color-scheme: dark) {
      :root:not([data-theme=light]) {
        --back: #16181d; --card: #1d2027; --text: #e8e6e1; --soft: #b9bdc6; --line: #343842;
        --wave: #67748c; --accent: #fb923c; --tone: 58%; --chip: 36%;
      }
    }
    :root[data-theme=dark] {
      color-scheme: dark;
      --back: #16181d; --card: #1d2027; --text: #e8e6e1; --soft: #b9bdc6; --line: #343842;
      --wave: #67748c; --accent: #fb923c; --tone: 58%; --chip: 36%;
    }
    :root[data-theme=light] { color-scheme: light; }
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--back); color: var(--text);
      font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    }
    header, main { max-width: 1400px; margin: 0 auto; padding: 0 20px; }
    header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 18px;
      padding-top: 20px; }
    h1 { font-size: 26px; font-weight: 650; margin: 0; letter-spacing: -.01em; }
    header p { margin: 0; color: var(--soft); flex: 1 1 16em; }
    button {
      font: inherit; min-width: 48px; height: 48px; padding: 0 12px; border-radius: 8px;
      border: 1px solid var(--line); background: var(--card); color: var(--text); cursor: pointer;
    }
    button:hover { border-color: var(--accent); }
    button:focus-visible, summary:focus-visible {
      outline: 3px solid var(--accent); outline-offset: 2px;
    }
    canvas { display: block; width: 100%; background: var(--card); border: 1px solid var(--line); }
    #overview { height: 48px; margin-top: 14px; border-radius: 10px 10px 0 0; border-bottom: 0;
      cursor: pointer; touch-action: none; }
    #stage { position: relative; }
    #lanes { border-radius: 0 0 10px 10px; touch-action: pan-y; cursor: grab; }
    #lanes:active { cursor: grabbing; }
    #lanes:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    #tip {
      position: absolute; top: 0; pointer-events: none; padding: 6px 10px; border-radius: 8px;
      background: var(--text); color: var(--back); font-size: 13px; line-height: 1.35;
      white-space: pre; box-shadow: 0 4px 14px #0003; z-index: 1;
    }
    #hint { color: var(--soft); font-size: 13px; margin: 8px 2px; }
    .tables { display: grid; gap: 18px; padding: 6px 0 40px; align-items: start;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); }
    table { border-collapse: collapse; width: 100%; background: var(--card);
      font-variant-numeric: tabular-nums; }
    caption, summary { text-align: left; font-weight: 650; padding: 6px 0; }
    summary { cursor: pointer; min-height: 48px; align-content: center; }
    th, td { text-align: left; padding: 5px 12px; border: 1px solid var(--line);
      border-width: 1px 0; }
    th { font-weight: 500; color: var(--soft); }
    @media print { nav, #hint { display: none; } }
    """
}
