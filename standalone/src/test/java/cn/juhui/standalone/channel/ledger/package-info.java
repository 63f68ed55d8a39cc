@NullMarked
package cn.juhui.standalone.channel.ledger;

import org.jspecify.annotations.NullMarked;
