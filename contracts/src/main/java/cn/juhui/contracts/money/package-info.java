/// Money, the channels that move it, and the accounts it goes to.
@NullMarked
package cn.juhui.contracts.money;

import org.jspecify.annotations.NullMarked;
