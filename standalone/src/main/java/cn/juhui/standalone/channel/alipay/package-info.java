/// Alipay's OpenAPI, version 3, as the simulated Alipay speaks it.
@NullMarked
package cn.juhui.standalone.channel.alipay;

import org.jspecify.annotations.NullMarked;
