/// The simulated payment channels: they pay nobody, but keep a durable ledger of what they would have paid, and break on request.
@NullMarked
package cn.juhui.standalone.channel;

import org.jspecify.annotations.NullMarked;
