/// The audit trail in the store.
@NullMarked
package cn.juhui.platform.audit.mongo;

import org.jspecify.annotations.NullMarked;
