package cn.juhui.platform.testkit.planted.adapter.http;

import cn.juhui.platform.testkit.planted.adapter.mongo.Neighbour;

/// Breaks a rule: it knows its neighbour.
record WishfulController(Neighbour neighbour) {}
