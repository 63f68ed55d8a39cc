/// The journal in MongoDB: one document per aggregate, and the relay that tells its events.
@NullMarked
package cn.juhui.platform.journal.mongo;

import org.jspecify.annotations.NullMarked;
