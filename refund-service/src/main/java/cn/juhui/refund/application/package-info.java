/// What can be done with a refund case: one use case, one class, one public method. No Spring.
@NullMarked
package cn.juhui.refund.application;

import org.jspecify.annotations.NullMarked;
