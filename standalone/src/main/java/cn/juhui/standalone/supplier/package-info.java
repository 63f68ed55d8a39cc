/// The supplier of cards, simulated at the wire.
@NullMarked
package cn.juhui.standalone.supplier;

import org.jspecify.annotations.NullMarked;
