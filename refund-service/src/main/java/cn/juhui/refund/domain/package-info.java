/// The refund case: what it is, what it can be told, what it answers and tells. How it decides is in `machine`. Plain Java.
@NullMarked
package cn.juhui.refund.domain;

import org.jspecify.annotations.NullMarked;
