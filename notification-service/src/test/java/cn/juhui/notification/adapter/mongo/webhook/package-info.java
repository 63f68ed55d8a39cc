/// Tests of endpoints in MongoDB.
@NullMarked
package cn.juhui.notification.adapter.mongo.webhook;

import org.jspecify.annotations.NullMarked;
