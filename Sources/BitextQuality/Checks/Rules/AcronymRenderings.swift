// SPDX-License-Identifier: Apache-2.0

/// Acronyms that Chinese writes out.
enum AcronymRenderings {
  /// Whether one of an acronym's usual renderings stands in a text.
  static func stand(for name: String, in target: PreparedText) -> Bool {
    guard let renderings = table[name] ?? (name.last == "s" ? table[String(name.dropLast())] : nil)
    else { return false }
    return renderings.contains { target.firstPlace(of: $0) != nil }
  }

  private static let table: [String: [[UInt32]]] = {
    var table: [String: [[UInt32]]] = [:]
    for line in lines.split(separator: "\n") {
      let cells = line.split(separator: " ")
      table[String(cells[0])] = cells.dropFirst().map { $0.unicodeScalars.map(\.value) }
    }
    return table
  }()

  private static let lines = """
    AI 人工智能
    API 接口
    AC 交流
    AUC 曲线下面积
    BEC 凝聚
    CAD 计算机辅助
    CCD 电荷耦合
    CFD 流体
    CMOS 互补金属
    CNN 卷积
    CNOT 受控非 控制非
    CPU 处理器
    CT 断层
    CTC 闭合类时
    DC 直流
    DFT 密度泛函 傅里叶
    DNA 脱氧核糖核酸
    DNN 神经网络
    DOF 自由度
    EEG 脑电
    ECG 心电
    ESA 欧洲航天局 欧空局
    EU 欧盟
    FDA 食品药品
    FFT 傅里叶
    FPGA 可编程 现场可编程
    FPS 帧
    FWHM 半高
    GAN 对抗
    GDP 生产总值
    GIS 地理信息
    GNN 图神经
    GPS 全球定位 定位系统
    GPU 图形处理 显卡
    HPC 高性能
    ICU 重症
    ICT 信息通信
    IP 知识产权
    IQ 智商
    IoT 物联网
    IR 红外
    IT 信息技术
    LED 发光二极管
    LLM 语言模型
    MCMC 马尔可夫
    ML 机器学习
    MRI 磁共振
    NASA 航天局 航空航天
    NLP 自然语言
    NMR 核磁
    ODE 常微分
    OCR 字符识别
    PCA 主成分
    PDE 偏微分
    PDF 概率密度 分布函数
    QA 问答
    QFT 量子场论
    QKD 密钥分发
    RAM 内存
    RF 射频
    RGB 彩色
    RL 强化学习
    RNA 核糖核酸
    RNN 循环
    SDE 随机微分
    SDP 半定规划
    SME 中小企业
    SNR 信噪比
    SQUID 干涉
    STEM 科学
    SVD 奇异值
    SVM 支持向量
    TPU 张量处理
    TV 电视
    UAV 无人机
    UK 英国
    UN 联合国
    US 美国
    USA 美国
    UV 紫外
    VR 虚拟现实
    WHO 世界卫生
    WLOG 一般性
    XOR 异或
    """
}
