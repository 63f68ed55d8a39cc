/// Figures about store and broker.
@NullMarked
package cn.juhui.platform.watch;

import org.jspecify.annotations.NullMarked;
