package cn.juhui.platform.testkit.planted.config;

import org.springframework.context.annotation.Configuration;

/// Planted: wiring that is not called so.
@Configuration(proxyBeanMethods = false)
class Wiring {}
