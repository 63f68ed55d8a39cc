/// What came of a command, and waiting for it.
@NullMarked
package cn.juhui.refund.application.outcome;

import org.jspecify.annotations.NullMarked;
