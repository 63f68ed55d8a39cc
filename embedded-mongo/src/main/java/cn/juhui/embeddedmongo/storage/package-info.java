/// Ordered maps of bytes on H2's MVStore, with a write-ahead log that makes every change durable; knows nothing of documents.
@NullMarked
package cn.juhui.embeddedmongo.storage;

import org.jspecify.annotations.NullMarked;
