package cn.juhui.platform.testkit.planted.adapter.mongo;

/// What another adapter must not know.
public record Neighbour() {}
