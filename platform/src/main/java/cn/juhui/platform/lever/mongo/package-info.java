/// The levers in the store.
@NullMarked
package cn.juhui.platform.lever.mongo;

import org.jspecify.annotations.NullMarked;
