/// What a refund event says out of a fixed set, and how a case stands.
@NullMarked
package cn.juhui.contracts.refund.term;

import org.jspecify.annotations.NullMarked;
