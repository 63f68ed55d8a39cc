/// What a case consists of, and the states its machines can be in.
@NullMarked
package cn.juhui.refund.domain.state;

import org.jspecify.annotations.NullMarked;
