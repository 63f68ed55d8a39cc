/// Changed sentences in MongoDB.
@NullMarked
package cn.juhui.notification.adapter.mongo.template;

import org.jspecify.annotations.NullMarked;
