/// The audit trail in MongoDB.
@NullMarked
package cn.juhui.platform.audit.mongo;

import org.jspecify.annotations.NullMarked;
