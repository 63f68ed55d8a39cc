/// The suppliers of cards, asked over HTTP: docs/card-checks.md is the protocol.
@NullMarked
package cn.juhui.order.adapter.supplier;

import org.jspecify.annotations.NullMarked;
