package cn.juhui.platform.testkit.planted.application;

import org.springframework.data.mongodb.core.MongoTemplate;

/// Breaks a rule: it knows the store.
record WishfulUseCase(MongoTemplate mongo) {}
