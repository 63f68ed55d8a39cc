/// How a case decides: one door, a machine for each part of it, and below them the steps that they share.
@NullMarked
package cn.juhui.refund.domain.machine;

import org.jspecify.annotations.NullMarked;
