/// Dead letters in MongoDB.
@NullMarked
package cn.juhui.notification.adapter.mongo.letter;

import org.jspecify.annotations.NullMarked;
