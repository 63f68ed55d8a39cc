/// The page for operators.
@NullMarked
package cn.juhui.gateway.operations;

import org.jspecify.annotations.NullMarked;
