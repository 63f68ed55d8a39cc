@NullMarked
package cn.juhui.standalone.channel.alipay;

import org.jspecify.annotations.NullMarked;
