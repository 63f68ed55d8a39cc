/// What the storage promises below the documents: bounded files, refusals when the disk is nearly full, a log that heals.
@NullMarked
package cn.juhui.embeddedmongo.storage;

import org.jspecify.annotations.NullMarked;
