package cn.juhui.platform.testkit.planted.application;

import org.springframework.data.mongodb.core.MongoTemplate;

/// Breaks two rules: it knows the store, and it reads an environment variable that no settings file names.
record WishfulUseCase(MongoTemplate mongo) {

    static String home() {
        return System.getenv("HOME");
    }
}
