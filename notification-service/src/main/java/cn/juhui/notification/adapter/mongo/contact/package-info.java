/// Preferences, and what is to be sent, in MongoDB.
@NullMarked
package cn.juhui.notification.adapter.mongo.contact;

import org.jspecify.annotations.NullMarked;
