# strumd: `make help` says what there is.

PREFIX ?= /usr
DESTDIR ?=
PATCH ?= patches/trio.yaml
INPUT ?=
TAKES ?=

# One release flavour for everything that is run, measured or installed: linked to Swift
# statically and stripped, so that a box needs no toolchain, and without a list of names to look up.
RELEASE = -c release --static-swift-stdlib -Xlinker -s \
	-Xlinker --version-script=$(CURDIR)/scripts/exports.map
BIN = .build/release

# What plays live runs alone, one test at a time: a machine that is busy with tests is late.
TEST = STRUMD_PYTHON=$(CURDIR)/.build/venv/bin/python3 swift test

# The tests and the fuzzers that run under AddressSanitizer are built at once; what C leaves undefined, our
# own inline functions and Link's among it, traps there.
ADDRESS_SANITIZED = FUZZ=1 ONLY="Realtime Graph Nodes OSCControl PatchFile YAML"
ADDRESS_SANITIZER = --sanitize=address -Xswiftc -use-ld=lld --scratch-path .build/asan \
	$(addprefix -Xcc ,-fsanitize=undefined -fno-sanitize=vptr -fsanitize-trap=undefined)

.DEFAULT_GOAL := help
.PHONY: help run build test lint bench soak eval eval-band train train-beats train-lm train-melody \
	test-training reference examples screenshots install clean aarch64 address-sanitizer check-release flood fuzz realtime-sanitizer thread-sanitizer

help: ## Shows this list
	@sed -n 's/^\([a-z0-9-]*\):[^#]*## */\1\t/p' $(MAKEFILE_LIST) | expand -t 22

run: ## Plays with you; without a sound card, with the demo guitar (PATCH= INPUT=)
	@scripts/install-dependencies run
	@test -x "$(BIN)/strumd" || echo "run: building strumd; the first time takes some minutes"
	swift build $(RELEASE) --product strumd
	@scripts/run "$(BIN)/strumd" "$(PATCH)" "$(INPUT)"

build: ## Builds strumd, strumctl and strumd-panic as they are installed
	@scripts/install-dependencies build
	swift build $(RELEASE)

test: ## Lints, builds for debugging and runs every test but those that need PyTorch
	@scripts/install-dependencies test
	$(MAKE) --no-print-directory lint
	scripts/check-units
	cd training && ../.build/venv/bin/python3 -m unittest --quiet test_players test_sound
	cd scripts && ../.build/venv/bin/python3 -m unittest --quiet test_scores
	@scripts/free-jack-slots
	$(TEST) --skip '^DaemonTests'
	$(TEST) --filter '^DaemonTests' --no-parallel
	@scripts/free-jack-slots

lint: ## Checks the style of the sources, what modules import, and the links of all pages
	swift format lint --strict -r Sources Tests Fuzz Benchmarks training Package.swift
	@scripts/check-links
	@scripts/check-modules

bench: ## Measures the engine beside its peers and writes docs/benchmarks.md (SECONDS=40)
	@scripts/install-dependencies bench
	swift build $(RELEASE) --product strumd
	swift build $(RELEASE) --product EngineBenchmark
	@python3 Benchmarks/engine.py $(SECONDS)

soak: build ## Plays the trio at 64 frames a cycle, for long (SECONDS=300; RELOAD=reload under load)
	@scripts/install-dependencies $(if $(RELOAD),bench,run)
	@scripts/free-jack-slots
	@scripts/soak $(BIN) $(or $(SECONDS),300) $(RELOAD)

eval: build ## Scores chords, beats, key, notes and bass on takes it makes, or on a folder of them (TAKES=)
	@scripts/install-dependencies eval
	@test -n "$(TAKES)" || .build/venv/bin/python3 training/make_takes.py .build/takes
	@test -n "$(TAKES)" || .build/venv/bin/python3 training/beat_takes.py .build/takes --seed 7 \
	  --fonts MuseScore_General.sf3 MuseScore_General_Lite.sf3
	@test -n "$(TAKES)" || .build/venv/bin/python3 training/song_takes.py .build/takes --seed 7
	@test -n "$(TAKES)" || .build/venv/bin/python3 training/note_takes.py .build/takes
	@.build/venv/bin/python3 scripts/evaluate.py $(BIN)/strumd $(PATCH) $(or $(TAKES),.build/takes) \
	  --report $(if $(TAKES),.build/accuracy,docs/accuracy)

eval-band: build ## Scores the band beside MMA and a loop on takes it makes (TAKES= adds a folder)
	@scripts/install-dependencies eval
	swift build $(RELEASE) --product BandBenchmark
	@.build/venv/bin/python3 training/make_band_takes.py .build/band-takes
	@.build/venv/bin/python3 scripts/evaluate_band.py $(BIN)/strumd $(BIN)/BandBenchmark $(PATCH) \
	  .build/band-takes $(TAKES) --json .build/eval-band.json

train: ## Makes the chord model anew, which takes hours (STEPS= SONGS= SEED=)
	@nice training/train-chords

train-beats: ## Makes the beat network and the judge of beats anew (TAKES= STEPS= RENDERED= SEED=)
	@nice training/train-beats

train-lm: ## Makes the language model of chords anew, from corpora it fetches (EPOCHS= CORPORA=)
	@nice training/train-chords-lm

train-melody: ## Makes the model of melodies anew, from corpora it fetches (EPOCHS= CORPORA=)
	@nice training/train-melody

test-training: ## Tests the training with PyTorch, and a small model that learns in a minute
	@scripts/install-dependencies train
	swift build -c release --product ChordFeatures
	@training/test .build/release/ChordFeatures

reference: ## Writes docs/nodes.md, the page of all kinds of node
	@scripts/install-dependencies build
	swift build --product strumctl
	.build/debug/strumctl nodes --markdown >docs/nodes.md

examples: build ## Plays every style to the demo take, and draws four bars of it (STYLES="rock funk")
	@scripts/install-dependencies test
	@scripts/examples $(BIN) $(STYLES)

screenshots: build ## Takes the pictures of the page in docs, with the demo guitar playing
	@scripts/install-dependencies test
	@.build/venv/bin/python3 scripts/screenshots.py $(BIN)/strumd

check-release: build ## Checks that the daemon is small, static and free of Foundation
	scripts/check-release $(BIN)/strumd

realtime-sanitizer: ## Runs the engine's tests under RealtimeSanitizer
	@scripts/install-dependencies test
	@scripts/free-jack-slots
	ONLY="Realtime Graph Nodes" REALTIME_SANITIZER=1 swift test --scratch-path .build/rtsan

thread-sanitizer: ## Runs the tests of what threads share under ThreadSanitizer
	@scripts/install-dependencies test
	ONLY="Realtime Graph" swift test -c release --sanitize=thread -Xswiftc -enable-testing \
	  --scratch-path .build/tsan

fuzz: ## Feeds broken input to all that reads what strangers send, under AddressSanitizer (SECONDS=60 each; TARGETS=)
	@scripts/install-dependencies build
	$(ADDRESS_SANITIZED) swift build $(ADDRESS_SANITIZER) --product Fuzz
	scripts/fuzz .build/asan/debug/Fuzz $(or $(SECONDS),60) $(TARGETS)

flood: build ## Floods a playing strumd by all of its doors, and judges how it bears it (SECONDS=3600)
	@scripts/install-dependencies test
	@scripts/free-jack-slots
	@scripts/flood $(BIN) $(or $(SECONDS),3600)

address-sanitizer: ## Runs the tests of engine, OSC, patches and nodes under AddressSanitizer
	@scripts/install-dependencies test
	$(ADDRESS_SANITIZED) LSAN_OPTIONS=suppressions=$(CURDIR)/scripts/leaks.supp \
	  swift test $(ADDRESS_SANITIZER) --disable-xctest --skip 'the block size does not change'

aarch64: ## Tries the nodes as Embedded Swift on an emulated ARM, and counts instructions
	@scripts/install-dependencies aarch64
	@scripts/check-aarch64

install: ## Installs programs, patches, styles and units (DESTDIR= PREFIX=/usr)
	@test -x $(BIN)/strumd -a -x $(BIN)/strumctl || $(MAKE) --no-print-directory build
	scripts/install "$(BIN)" "$(DESTDIR)" "$(PREFIX)"

clean: ## Removes everything that was built or recorded
	rm -rf .build out
