.PHONY: build test lint

build:
	swift build

test:
	swift test

lint:
	swift format lint --strict -r Sources Tests Package.swift
