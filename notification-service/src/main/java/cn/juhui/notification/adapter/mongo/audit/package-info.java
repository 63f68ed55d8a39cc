/// The audit trail in MongoDB.
@NullMarked
package cn.juhui.notification.adapter.mongo.audit;

import org.jspecify.annotations.NullMarked;
