/// Typed ids: one can't be taken for another.
@NullMarked
package cn.juhui.contracts.id;

import org.jspecify.annotations.NullMarked;
