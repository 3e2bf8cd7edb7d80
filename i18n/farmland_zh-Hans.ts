<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <source> (and {count} more)</source>
        <translation>（另有 {count} 项）</translation>
    </message>
    <message>
        <source> (continued on page 2)</source>
        <translation>（续第 2 页）</translation>
    </message>
    <message>
        <source> (the .cpg says {stated}, which does not fit)</source>
        <translation>（.cpg 注明 {stated}，与内容不符）</translation>
    </message>
    <message>
        <source> (the header says zone {stated}; the coordinates win)</source>
        <translation>（文件头带号为 {stated}；以坐标为准）</translation>
    </message>
    <message>
        <source> (the header says {stated}° zones, but zone {zone} is one of {width}°)</source>
        <translation>（文件头写明为 {stated} 度带，但 {zone} 带属于 {width} 度带）</translation>
    </message>
    <message>
        <source> ({count} people)</source>
        <translation>（{count} 人）</translation>
    </message>
    <message>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>% of all parcels</source>
        <translation>占全部图斑</translation>
    </message>
    <message>
        <source>% of the site</source>
        <translation>占地块 %</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>入库(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>(choose)</source>
        <translation>（请选择）</translation>
    </message>
    <message>
        <source>(leave as it is)</source>
        <translation>（不改）</translation>
    </message>
    <message>
        <source>(no class)</source>
        <translation>（无类别）</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>(nothing below this line)</source>
        <translation>（以下空白）</translation>
    </message>
    <message>
        <source>(signature, seal)          date            </source>
        <translation>（签字、盖章）          日期            </translation>
    </message>
    <message>
        <source>({count} undecided, counted as proposed)</source>
        <translation>（{count} 对未定，按建议计）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>, central meridian {meridian}°</source>
        <translation>，中央子午线 {meridian}°</translation>
    </message>
    <message>
        <source>, edges over {edge} m densified</source>
        <translation>，超过 {edge} 米的边加密</translation>
    </message>
    <message>
        <source>0 gone</source>
        <translation>0 未再现</translation>
    </message>
    <message>
        <source>1 as before</source>
        <translation>1 与原来一样</translation>
    </message>
    <message>
        <source>1. Sign by hand, line by line. Whoever does not agree writes the reason into the line.</source>
        <translation>1. 请逐行手写签字；不同意的，在该行写明理由。</translation>
    </message>
    <message>
        <source>1:{scale} · centre {x}, {y} · {crs} · rotation {rotation}° · made {time}</source>
        <translation>1:{scale} · 中心 {x}, {y} · {crs} · 旋转 {rotation}° · 生成于 {time}</translation>
    </message>
    <message>
        <source>2. Refused: tick, two witnesses sign, take a photo. Signed by a proxy: name the relation, enclose the authorisation. Away: tick, enclose the record of the call; to be signed later.</source>
        <translation>2. 拒签的打“√”，由两名见证人签字并拍照留存；代签的写明与户主关系并附委托书；外出的打“√”并附电话（微信）确认记录，事后补签。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>; but another column says {unit} ({why}), check</source>
        <translation>；但另一列表明单位为 {unit}（{why}），请核对</translation>
    </message>
    <message>
        <source>; but the geometry says {unit}, check</source>
        <translation>；但按图形应为 {unit}，请核对</translation>
    </message>
    <message>
        <source>; that is a {width}° zone, the declared one is of {declared}°</source>
        <translation>；该带为 {width} 度带，而声明的是 {declared} 度带</translation>
    </message>
    <message>
        <source>; the TRANSFORMATION given was not used: this is no old datum</source>
        <translation>；所给转换参数未使用：该图层不是 1980 或 1954 坐标系</translation>
    </message>
    <message>
        <source>; x and y were exchanged (the northing stood first)</source>
        <translation>；已对调 x、y（纵坐标在前）</translation>
    </message>
    <message>
        <source>; {count} of the first {of} have no shape</source>
        <translation>；前 {of} 行中有 {count} 行没有图形</translation>
    </message>
    <message>
        <source>; {count} of {total} sampled eastings carry another zone ({zones}): such rows are set aside</source>
        <translation>；抽查的 {total} 个横坐标中有 {count} 个带其他带号（{zones}），这些行将被隔离</translation>
    </message>
    <message>
        <source>; {others} could mean the same and stay attributes (the value fits first, then the name earlier in the list wins)</source>
        <translation>；{others} 也可能是同一含义，保留为属性（先看值是否相符，再按别名表先后取用）</translation>
    </message>
    <message>
        <source>; {rows} of {total} rows fit another unit ({units}): check whether units are mixed</source>
        <translation>；{total} 行中有 {rows} 行符合另一种单位（{units}），请核对是否混用单位</translation>
    </message>
    <message>
        <source>; {rows} values name their own unit and were read in it ({units})</source>
        <translation>；{rows} 个值自带单位，已按其单位读取（{units}）</translation>
    </message>
    <message>
        <source>&lt;b&gt;{campaign}&lt;/b&gt; · complete</source>
        <translation>&lt;b&gt;{campaign}&lt;/b&gt; · 已填全</translation>
    </message>
    <message>
        <source>&lt;b&gt;{campaign}&lt;/b&gt; · {count} answers still needed</source>
        <translation>&lt;b&gt;{campaign}&lt;/b&gt; · 还有 {count} 项待填</translation>
    </message>
    <message>
        <source>A building is left, its score reads as gone</source>
        <translation>仍有建筑，得分被读成已拆</translation>
    </message>
    <message>
        <source>A building is left, suggested as gone (all conditions)</source>
        <translation>仍有建筑，建议为已拆（全部条件）</translation>
    </message>
    <message>
        <source>A case that was taken over and set back is not redone here: take it over again.</source>
        <translation>已撤销的案件承接不能在此恢复：请重新承接。</translation>
    </message>
    <message>
        <source>A control building stands outside the parcel that is checked: choose another house.</source>
        <translation>对照建筑须在被核查的图斑之外，请另选一栋。</translation>
    </message>
    <message>
        <source>A control building stands, its score reads as gone</source>
        <translation>对照建筑仍在，分值判读为已拆除</translation>
    </message>
    <message>
        <source>A copy of the ledger to work on away from the office</source>
        <translation>带到外业使用的台账副本</translation>
    </message>
    <message>
        <source>A correction needs a reason.</source>
        <translation>更正须写明理由。</translation>
    </message>
    <message>
        <source>A data file cannot be read or written ({reason}): check the space on the disks of the ledger, the output and the temporary files.</source>
        <translation>数据文件无法读写（{reason}）：请检查台账、输出和临时文件所在磁盘的空间。</translation>
    </message>
    <message>
        <source>A date, such as 2026-07-03.</source>
        <translation>日期，如 2026-07-03。</translation>
    </message>
    <message>
        <source>A day, a month or a year: 2016-05-03, 2016-05, 2016.</source>
        <translation>年月日、年月或年均可：2016-05-03、2016-05、2016。</translation>
    </message>
    <message>
        <source>A field copy of {path} is taken by a login that sees the whole county; {login} does not.</source>
        <translation>{path} 的外业副本须由可查看全县的账号制作；{login} 不能。</translation>
    </message>
    <message>
        <source>A flag is a reason to look, never a verdict: nothing is rejected by it. A person explains it, accepts the photo or finds it a fake, with name and day.</source>
        <translation>疑点只是请人查看的理由，不是结论，也不因此退件；由人说明、采信或确认虚假，并记录姓名和日期。</translation>
    </message>
    <message>
        <source>A floating-point number cannot stand in the journal: pass areas as decimals.</source>
        <translation>日志中不能出现浮点数：面积须以十进制数传入。</translation>
    </message>
    <message>
        <source>A folder on another disk or a stick</source>
        <translation>另一磁盘或 U 盘上的文件夹</translation>
    </message>
    <message>
        <source>A form holds {most} parcels at most, not {count}: print it by township or village.</source>
        <translation>一张表单最多容纳 {most} 个图斑，现有 {count} 个：请按乡镇或村分别打印。</translation>
    </message>
    <message>
        <source>A form to be signed on paper, with a code by which its scan is recognised</source>
        <translation>打印纸质签字表，扫描后按二维码自动识别</translation>
    </message>
    <message>
        <source>A geometry is damaged (its binary form ends too early).</source>
        <translation>几何已损坏（二进制数据不完整）。</translation>
    </message>
    <message>
        <source>A geometry is not a polygon (WKB type {kind}).</source>
        <translation>几何不是多边形（WKB 类型 {kind}）。</translation>
    </message>
    <message>
        <source>A ledger in a database is moved by its owner; the login {login} is not.</source>
        <translation>数据库台账由其所有者迁移；账号 {login} 不是所有者。</translation>
    </message>
    <message>
        <source>A ledger in a database is restored by its administrator (pg_restore).</source>
        <translation>数据库中的台账由管理员恢复（pg_restore）。</translation>
    </message>
    <message>
        <source>A ledger is judged by the rules and dictionaries it was made with. This takes over those shipped with the program now, told in the journal with their version; documents the county edited stay as they are. What was recorded before keeps the version it was judged by.</source>
        <translation>台账按建立时带入的规则和字典判定。此工具把程序现在随附的规则和字典带入台账，并连同版本记入日志；本县修改过的文件保持不变。此前已记录的内容仍注明当时判定所用的版本。</translation>
    </message>
    <message>
        <source>A merge that was undone is not redone here: merge the copy again, or decide the conflict again.</source>
        <translation>已撤销的合并不能在此恢复：请重新合并副本，或重新裁定冲突。</translation>
    </message>
    <message>
        <source>A new event sets back what this one set; both stay in the history</source>
        <translation>新增一条记录把内容恢复；两条都留在经过里</translation>
    </message>
    <message>
        <source>A new issue replaced or withdrew this parcel: go on with the one that counts instead.</source>
        <translation>该图斑已被重新下发批次替代或撤回，请办理现行图斑。</translation>
    </message>
    <message>
        <source>A notice needs its number.</source>
        <translation>请填写文书编号。</translation>
    </message>
    <message>
        <source>A page with the sums, each parcel, the numbers and the data it rests on</source>
        <translation>网页报告：合计、逐宗、文号和所依据的数据</translation>
    </message>
    <message>
        <source>A parcel on which something was noticed says nothing of the person in charge of it.</source>
        <translation>图斑有疑点，不代表其责任人有问题。</translation>
    </message>
    <message>
        <source>A parcel stands on the form twice.</source>
        <translation>同一图斑在表中重复出现。</translation>
    </message>
    <message>
        <source>A person needs a name.</source>
        <translation>请填写姓名。</translation>
    </message>
    <message>
        <source>A photo of the stage was taken on {taken}, the stage is recorded for {day}.</source>
        <translation>该项所附照片拍摄于{taken}，登记的到位日期为{day}。</translation>
    </message>
    <message>
        <source>A photo of {number} is flagged because of this one; it is answered there.</source>
        <translation>{number} 的一张照片与本张相关而被标记，请在该图斑处说明。</translation>
    </message>
    <message>
        <source>A photo taken on {day} or later shows it.</source>
        <translation>须附{day}或之后拍摄的照片。</translation>
    </message>
    <message>
        <source>A photo that is checked must be attached to the parcel first.</source>
        <translation>核对的照片必须先挂接到该图斑。</translation>
    </message>
    <message>
        <source>A picture is being taken already: wait for it.</source>
        <translation>正在生成对比图，请稍候。</translation>
    </message>
    <message>
        <source>A saved mapping needs a name.</source>
        <translation>保存字段映射需要填写名称。</translation>
    </message>
    <message>
        <source>A shapefile holds 254 bytes a field, and GBK not every character; here are the values as they really are.</source>
        <translation>Shapefile 每个字段最多 254 字节，GBK 也不含所有汉字；下面列出原始内容。</translation>
    </message>
    <message>
        <source>A signature is taken back by whoever gave it.</source>
        <translation>签字只能由本人撤回。</translation>
    </message>
    <message>
        <source>A signature that stands rests on this scan: take the signature back first.</source>
        <translation>有效签字以此扫描件为依据：请先撤回该签字。</translation>
    </message>
    <message>
        <source>A status is not typed in: keep ours or take theirs.</source>
        <translation>状态不能填写：请保留本台账的或采用副本的。</translation>
    </message>
    <message>
        <source>A step is taken back by whoever took it: name that person.</source>
        <translation>办理步骤须由原办理人撤销：请指明该人员。</translation>
    </message>
    <message>
        <source>A suspicion is a reason to look, never a finding: images, photos and dates are held against one another by the program, a person looks, explains, or finds out.</source>
        <translation>疑点只是“请核看”的理由，不是认定：程序把影像、照片和日期相互比对，由人核看、说明或确认。</translation>
    </message>
    <message>
        <source>A value is set for one conflict at a time.</source>
        <translation>一次只能为一处冲突填写新值。</translation>
    </message>
    <message>
        <source>A visit needs who went, and to which parcels.</source>
        <translation>请填写巡查人员和巡查的图斑。</translation>
    </message>
    <message>
        <source>A workbook to fill in on the survey, for Record Findings</source>
        <translation>摸排时填写的工作簿，填好后用“录入认定意见”读回</translation>
    </message>
    <message>
        <source>AREA_UNIT is {unit}: use one of {known}.</source>
        <translation>监测面积单位（AREA_UNIT）为 {unit}：请使用 {known} 之一。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>涉及材料</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>验收合格</translation>
    </message>
    <message>
        <source>Accept by</source>
        <translation>验收期限</translation>
    </message>
    <message>
        <source>Accept by (date)</source>
        <translation>验收期限（日期）</translation>
    </message>
    <message>
        <source>Acceptance</source>
        <translation>整改验收</translation>
    </message>
    <message>
        <source>Acceptance could be applied for until {day}: it is no longer taken. A later day approved for this parcel (a deadline of its own for the acceptance) opens it again.</source>
        <translation>申请验收截止到 {day}，逾期不再受理。经批准为本图斑另设更晚的验收节点后，可以再申请。</translation>
    </message>
    <message>
        <source>Acceptance ends on {accept}, before remediation on {remediate}: correct one of them.</source>
        <translation>验收期限 {accept} 早于整改期限 {remediate}：请更正其一。</translation>
    </message>
    <message>
        <source>Acceptance map of a rectified parcel</source>
        <translation>整改图斑验收图</translation>
    </message>
    <message>
        <source>Acceptance team</source>
        <translation>验收组</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Access is given by the owner of the ledger; the login {login} is not.</source>
        <translation>权限由台账所有者授予；账号 {login} 不是所有者。</translation>
    </message>
    <message>
        <source>Access is given to a ledger in a database; {path} is a file, which its folder&apos;s permissions guard.</source>
        <translation>授权只用于数据库台账；{path} 是文件，由所在文件夹的权限控制。</translation>
    </message>
    <message>
        <source>Across a border</source>
        <translation>跨界图斑</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add Imagery…</source>
        <translation>登记影像…</translation>
    </message>
    <message>
        <source>Add Mosaic with Seamlines…</source>
        <translation>登记镶嵌影像（接缝线）…</translation>
    </message>
    <message>
        <source>Add Red Line…</source>
        <translation>登记红线…</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Add a person…</source>
        <translation>新增人员…</translation>
    </message>
    <message>
        <source>Add a red line first: there is nothing to screen against.</source>
        <translation>请先登记红线：现在没有可套合的图层。</translation>
    </message>
    <message>
        <source>Add the selected red lines to the map, each in its role&apos;s symbol</source>
        <translation>把选中的红线按类别符号加到地图</translation>
    </message>
    <message>
        <source>Adding up the screening</source>
        <translation>汇总套合结果</translation>
    </message>
    <message>
        <source>Adding up {count} parcels</source>
        <translation>正在汇总 {count} 宗图斑</translation>
    </message>
    <message>
        <source>Adds up batches and takes off parcels on the same ground: total = A + B − overlap, in parcels and in mu of the monitored area as issued. What counts once is a person&apos;s decision; pairs nobody has decided count as the rules propose and are told apart. The report lists every pair with both numbers, shares, decision and who decided.</source>
        <translation>把各批次相加，除去重合图斑：总任务 = A + B − 重合，按个数和下发监测面积（亩）计。是否只算一次由人核定；未核定的按规则建议计，并单独列明。报告逐对列出两个编号、占比、核定意见和核定人。</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>登记…</translation>
    </message>
    <message>
        <source>Adjustable (K)</source>
        <translation>可调整（K）</translation>
    </message>
    <message>
        <source>Adopt the thresholds</source>
        <translation>采用新阈值</translation>
    </message>
    <message>
        <source>Adopted as version {version}.</source>
        <translation>已采用，版本{version}。</translation>
    </message>
    <message>
        <source>After splitting</source>
        <translation>拆分后</translation>
    </message>
    <message>
        <source>After splitting, mu</source>
        <translation>拆分后（亩）</translation>
    </message>
    <message>
        <source>After splitting: {count} parcels, {mu} mu (unsplit + parts; as issued: unsplit + whole).</source>
        <translation>核实后：{count} 个图斑，{mu} 亩（空 + 拆分；原始下发为空 + 被拆分）。</translation>
    </message>
    <message>
        <source>Against it: {sentence}</source>
        <translation>不利因素：{sentence}</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All Statuses</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>All decisions are from one pair of images: how it would do on another cannot be tested.</source>
        <translation>核定结果都来自同一对影像：无法检验用在别的影像上如何。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>All in force</source>
        <translation>全部有效图斑</translation>
    </message>
    <message>
        <source>All of it is written in one step, or nothing.</source>
        <translation>一次写入，要么全部入库，要么不写入。</translation>
    </message>
    <message>
        <source>All of them go to {new}; what one of them lacks is listed before anything is written.</source>
        <translation>全部转为“{new}”；写入前会先列出各图斑还缺什么。</translation>
    </message>
    <message>
        <source>All parcels</source>
        <translation>全部图斑</translation>
    </message>
    <message>
        <source>All relations</source>
        <translation>全部关系</translation>
    </message>
    <message>
        <source>All screened with the plan</source>
        <translation>已套合规划的图斑合计</translation>
    </message>
    <message>
        <source>All townships</source>
        <translation>全部乡镇</translation>
    </message>
    <message>
        <source>All up to date</source>
        <translation>均为最新</translation>
    </message>
    <message>
        <source>All {all} parcels = {counted} counted ({problems} problems, {others} no problems) + {left} not counted ({same} on the same ground, {again} issued again, {withdrawn} withdrawn, {split} split into parts).</source>
        <translation>全部图斑 {all} = 计入 {counted}（问题 {problems}、非问题 {others}）+ 未计 {left}（重合 {same}、已重新下发 {again}、已撤回 {withdrawn}、已拆分 {split}）。</translation>
    </message>
    <message>
        <source>All {count} parcels of {name} lie outside the county when read in {crs}: check the CRS and the choice of file, or set CRS to say that they do.</source>
        <translation>{name}的{count}个图斑按{crs}读取全部位于县界之外：请核对坐标系和所选文件；确实在县外的，请在坐标系参数中指定坐标系以示确认。</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>另需说明</translation>
    </message>
    <message>
        <source>Also into</source>
        <translation>另存到</translation>
    </message>
    <message>
        <source>Also parcels that a new issue replaced or withdrew (marked)</source>
        <translation>包括已被重新下发替代或撤回的图斑（加标记）</translation>
    </message>
    <message>
        <source>Altered</source>
        <translation>已被改动</translation>
    </message>
    <message>
        <source>Altered: {subject}: {sentence}</source>
        <translation>已被改动：{subject}：{sentence}</translation>
    </message>
    <message>
        <source>An earlier part of this step failed: nothing of it was written.</source>
        <translation>这一步前面的部分没有办成，整步都没有写入。</translation>
    </message>
    <message>
        <source>An extension is approved by somebody with the role {roles}: name who approved it.</source>
        <translation>延期须经{roles}批准：请选择批准人。</translation>
    </message>
    <message>
        <source>An extension needs a reason.</source>
        <translation>延期要写明理由。</translation>
    </message>
    <message>
        <source>An extension reaches to {latest} at most ({citation}): attach the approval to go further.</source>
        <translation>最多可延到 {latest}（{citation}）：要再延，请附审批件。</translation>
    </message>
    <message>
        <source>Anchor for a stamped sheet:</source>
        <translation>供盖章表使用的台账凭证：</translation>
    </message>
    <message>
        <source>Anchors (typed or pasted, or the path of a text, a package or a backup)</source>
        <translation>台账凭证（直接输入或粘贴，或给出文本、成果包、备份的路径）</translation>
    </message>
    <message>
        <source>Another export is writing into {path}: wait for it or choose another folder.</source>
        <translation>另一次导出正在写入 {path}：请等待或另选文件夹。</translation>
    </message>
    <message>
        <source>Another image to cut instead</source>
        <translation>改用其他影像裁剪</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>核查结果</translation>
    </message>
    <message>
        <source>Answer a flag on a photo</source>
        <translation>说明照片疑点</translation>
    </message>
    <message>
        <source>Answer again…</source>
        <translation>再次说明…</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已填报</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>说明人</translation>
    </message>
    <message>
        <source>Answered on</source>
        <translation>说明日期</translation>
    </message>
    <message>
        <source>Answered or settled</source>
        <translation>已说明或已消除的疑点</translation>
    </message>
    <message>
        <source>Answers for</source>
        <translation>责任类别</translation>
    </message>
    <message>
        <source>Answers, findings, responsibilities and photos of the earlier issue go to the parcel issued again. Signatures and concluded steps stay with the earlier parcel; the case goes on from the survey and is signed afresh. Where the parcel changed, it waits until a person confirms it.</source>
        <translation>上次下发图斑的填报内容、认定意见、责任人和照片承接到重新下发的图斑。签字和已办结环节的材料留在上次下发的图斑上；案件从核查环节继续，重新签字。图斑有变化的，须经人工确认后才继续。</translation>
    </message>
    <message>
        <source>Answers, responsibilities and photos of the earlier issue go to the parcels issued again</source>
        <translation>把上次下发图斑的填报内容、责任人和照片承接到重新下发的图斑</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>说明…</translation>
    </message>
    <message>
        <source>Any deadline</source>
        <translation>不限期限</translation>
    </message>
    <message>
        <source>Any red line</source>
        <translation>不限红线</translation>
    </message>
    <message>
        <source>Appeal</source>
        <translation>受理申诉</translation>
    </message>
    <message>
        <source>Appeal lodged</source>
        <translation>受理申诉</translation>
    </message>
    <message>
        <source>Appeal map of a suspected parcel</source>
        <translation>疑似图斑申诉图</translation>
    </message>
    <message>
        <source>Appeal upheld</source>
        <translation>申诉成立</translation>
    </message>
    <message>
        <source>Appeal upheld, to be surveyed again</source>
        <translation>申诉成立，重新摸排</translation>
    </message>
    <message>
        <source>Apply for acceptance…</source>
        <translation>申请验收…</translation>
    </message>
    <message>
        <source>Apply to the other {count}</source>
        <translation>办理其余 {count} 个</translation>
    </message>
    <message>
        <source>Apply to {count} selected parcels</source>
        <translation>批量办理选中的 {count} 个图斑</translation>
    </message>
    <message>
        <source>Approval {number} is of {date}, later than the building ({built}).</source>
        <translation>批文 {number} 的批准时间 {date} 晚于建设时间（{built}）。</translation>
    </message>
    <message>
        <source>Approve the reduction</source>
        <translation>批准核减</translation>
    </message>
    <message>
        <source>Approve voiding</source>
        <translation>批准作废</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Area (mu)</source>
        <translation>面积（亩）</translation>
    </message>
    <message>
        <source>Area Table</source>
        <translation>套合面积表</translation>
    </message>
    <message>
        <source>Area Table…</source>
        <translation>面积表…</translation>
    </message>
    <message>
        <source>Area mu</source>
        <translation>面积（亩）</translation>
    </message>
    <message>
        <source>Area m²</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>Area, mu</source>
        <translation>面积（亩）</translation>
    </message>
    <message>
        <source>Area, mu: {batches} = {sum}; {sum} − {same} on the same ground = {total}.</source>
        <translation>面积（亩）：{batches} = {sum}；{sum} − {same}（重合）= {total}。</translation>
    </message>
    <message>
        <source>Area, m²</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>Areas in mu are sums of the figures printed for each parcel.</source>
        <translation>亩数为各图斑所印数字之和。</translation>
    </message>
    <message>
        <source>Areas in mu; shares in per cent of the parcel. — : not screened.</source>
        <translation>面积单位为亩，占比为占图斑的百分比。—：未套合。</translation>
    </message>
    <message>
        <source>Areas in this CRS need longitude and latitude; no transformation was given.</source>
        <translation>在此坐标系下计算面积需要经纬度，但未提供坐标转换。</translation>
    </message>
    <message>
        <source>Areas: {rule}. A class of a layer counts each ground once.</source>
        <translation>面积计算：{rule}。同一图层同一类的重叠部分只计一次。</translation>
    </message>
    <message>
        <source>As handed down.</source>
        <translation>下发时的原始字段。</translation>
    </message>
    <message>
        <source>As is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>As issued</source>
        <translation>监测面积</translation>
    </message>
    <message>
        <source>As it was issued</source>
        <translation>按下发原样预览</translation>
    </message>
    <message>
        <source>As of (date; empty = today)</source>
        <translation>截止日期（空 = 今天）</translation>
    </message>
    <message>
        <source>As of {date}. Ledger event {seq}. Rules {rules}.</source>
        <translation>截至 {date}。台账事件 {seq}。规则版本 {rules}。</translation>
    </message>
    <message>
        <source>As of {date}. Selection: {where}.</source>
        <translation>截止日期：{date}。选取范围：{where}。</translation>
    </message>
    <message>
        <source>As of {date}. Selection: {where}. Land classes by {role}: {layers}.</source>
        <translation>截止日期：{date}。选取范围：{where}。地类按{role}：{layers}。</translation>
    </message>
    <message>
        <source>As of {date}. Selection: {where}. Rules {rules}.</source>
        <translation>截至 {date}。筛选：{where}。规则 {rules}。</translation>
    </message>
    <message>
        <source>Asked for: {roles}</source>
        <translation>须为：{roles}</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>派发</translation>
    </message>
    <message>
        <source>At most from the parcel&apos;s edge</source>
        <translation>距图斑边线至多</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>附上材料</translation>
    </message>
    <message>
        <source>Attach Photos from a Folder</source>
        <translation>从文件夹挂接照片</translation>
    </message>
    <message>
        <source>Attach Photos from a Folder…</source>
        <translation>从文件夹挂接照片…</translation>
    </message>
    <message>
        <source>Attach and check</source>
        <translation>挂接并核对</translation>
    </message>
    <message>
        <source>Attach both dates as one picture, to a fixed scale and with its sources, to the parcel as evidence</source>
        <translation>将前后两期影像按固定比例尺合成一张对比图（注明来源），作为证据附到图斑</translation>
    </message>
    <message>
        <source>Attach field photos</source>
        <translation>现场照片入库核对</translation>
    </message>
    <message>
        <source>Attach to these parcels</source>
        <translation>挂接到所填图斑</translation>
    </message>
    <message>
        <source>Attach: {what}</source>
        <translation>附上：{what}</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>已挂接</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>附上…</translation>
    </message>
    <message>
        <source>Avoidance of {role} is advised: the site takes {mu} mu of it ({m2} m², {percent} % of the site).</source>
        <translation>建议避让{role}：占用 {mu} 亩（{m2} 平方米，占地块 {percent}%）。</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>外出</translation>
    </message>
    <message>
        <source>Back to the page before (Alt+Left)</source>
        <translation>回到上一页（Alt+←）</translation>
    </message>
    <message>
        <source>Back up ledger</source>
        <translation>备份台账</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Backing up the ledger</source>
        <translation>正在备份台账</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>正在备份…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Backups of the ledger: make, check, put back</source>
        <translation>台账备份：制作、检查、恢复</translation>
    </message>
    <message>
        <source>Backups…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Batch of the earlier</source>
        <translation>已有批次</translation>
    </message>
    <message>
        <source>Batch {name} came into the ledger while this one was being checked: import again, so that the two are compared.</source>
        <translation>本批次检查期间，批次 {name} 已入库：请重新导入，以便两批相互比对。</translation>
    </message>
    <message>
        <source>Batch {name}: the counts do not add up; nothing was imported.</source>
        <translation>批次 {name}：数目对不上；未导入任何内容。</translation>
    </message>
    <message>
        <source>Batch {name}: {count} parcels</source>
        <translation>批次 {name}：{count} 个图斑</translation>
    </message>
    <message>
        <source>Batch {name}: {count} parcels and {clues} clues</source>
        <translation>批次{name}：图斑 {count} 个，线索 {clues} 条</translation>
    </message>
    <message>
        <source>Batch {theirs}: the same file was imported here as batch {ours}. Its parcels were not brought in; what was done to them in the copy stays in the copy.</source>
        <translation>批次 {theirs}：同一文件在本台账已作为批次 {ours} 导入，其图斑未并入；副本中对这些图斑所做的工作仍只在副本中。</translation>
    </message>
    <message>
        <source>Batches (names or ids, comma-separated; empty = all)</source>
        <translation>批次（名称或标识，逗号分隔；空为全部）</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>前后影像比对</translation>
    </message>
    <message>
        <source>Before and after are not shown: open that panel, then take the picture.</source>
        <translation>前后影像比对窗口未显示：请先打开该面板，再存为证据。</translation>
    </message>
    <message>
        <source>Before they parted</source>
        <translation>分开前</translation>
    </message>
    <message>
        <source>Begins on</source>
        <translation>起算日</translation>
    </message>
    <message>
        <source>Beijing 1954</source>
        <translation>1954北京坐标系</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>并列</translation>
    </message>
    <message>
        <source>Best from after</source>
        <translation>后时相最佳影像</translation>
    </message>
    <message>
        <source>Best from before</source>
        <translation>前时相最佳影像</translation>
    </message>
    <message>
        <source>Best other one</source>
        <translation>其他最佳影像</translation>
    </message>
    <message>
        <source>Beyond the approvals: more used than approved?</source>
        <translation>批准范围外：疑似批少建多</translation>
    </message>
    <message>
        <source>Beyond the approvals: perhaps a sliver</source>
        <translation>批准范围外：可能是边角细缝</translation>
    </message>
    <message>
        <source>Both are one piece of ground and count once (key 1 or S)</source>
        <translation>两个图斑是同一地块，只计一次（按键 1 或 S）</translation>
    </message>
    <message>
        <source>Both images must show the whole building: choose one that lies inside both.</source>
        <translation>两期影像都须拍到整栋房屋，请选两期范围内的。</translation>
    </message>
    <message>
        <source>Boundary points (*.txt);;All files (*)</source>
        <translation>界址点坐标 (*.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Boundary points as TXT, as the ministry&apos;s tools read it</source>
        <translation>导出报部格式界址点 TXT</translation>
    </message>
    <message>
        <source>Brightness: as it is, or stretched over the surroundings of the parcel</source>
        <translation>亮度：原样，或按图斑周边范围拉伸</translation>
    </message>
    <message>
        <source>Bring Fieldwork Home…</source>
        <translation>外业成果入库…</translation>
    </message>
    <message>
        <source>Bring fieldwork home</source>
        <translation>外业成果入库</translation>
    </message>
    <message>
        <source>Bring the work of a copy home</source>
        <translation>把副本中的工作并回本台账</translation>
    </message>
    <message>
        <source>Brings the work of a colleague&apos;s copy of this ledger home. The copy is checked first and never changed; the ledger is backed up before. What only one side worked on comes together by itself. Where both sides entered different things in the same field, the policy decides: ask keeps ours and lists the conflict, theirs and ours decide at once. The report names everything that was taken over. Merging the same copy again changes nothing.</source>
        <translation>把同事带出去的台账副本中的工作并回本台账。先校验副本（不改动副本），并先备份本台账。只有一边改过的内容自动合并；同一字段两边填得不同的，按所选方式处理：先保留本台账并列为冲突，或一律采用副本，或一律保留本台账。报告逐项列出并入的内容。同一副本再次合并不会产生任何变化。</translation>
    </message>
    <message>
        <source>Broken: {count} breaks; see {report}.</source>
        <translation>不完整：{count} 处不符；见 {report}。</translation>
    </message>
    <message>
        <source>Broken: {first}{more}</source>
        <translation>不完整：{first}{more}</translation>
    </message>
    <message>
        <source>By person in charge</source>
        <translation>分责任人</translation>
    </message>
    <message>
        <source>By plan</source>
        <translation>规划符合情况</translation>
    </message>
    <message>
        <source>By role</source>
        <translation>按类型汇总</translation>
    </message>
    <message>
        <source>By the county&apos;s rules, from what the screening found; a person decides</source>
        <translation>按本县规则由套合结果给出，由人核定</translation>
    </message>
    <message>
        <source>By the deadline that needs attention first, as it stands today</source>
        <translation>按今日最紧的期限筛选</translation>
    </message>
    <message>
        <source>By the monitored area: all of it, or nothing (003-05)</source>
        <translation>按监测面积验收：全部到位才计入，部分到位不计（003-05）</translation>
    </message>
    <message>
        <source>By township</source>
        <translation>分乡镇</translation>
    </message>
    <message>
        <source>By what was noticed</source>
        <translation>分疑点类型</translation>
    </message>
    <message>
        <source>Bézier curve</source>
        <translation>贝塞尔曲线</translation>
    </message>
    <message>
        <source>CGCS2000</source>
        <translation>2000国家大地坐标系</translation>
    </message>
    <message>
        <source>CGCS2000 as the header says</source>
        <translation>按文件头为 CGCS2000</translation>
    </message>
    <message>
        <source>CGCS2000 presumed, the header names no system</source>
        <translation>文件头未注明坐标系，按 CGCS2000</translation>
    </message>
    <message>
        <source>CRS</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>CRS (empty = concluded)</source>
        <translation>坐标系（空 = 自动判断）</translation>
    </message>
    <message>
        <source>CRS (empty = the ledger&apos;s)</source>
        <translation>坐标系（空 = 台账的坐标系）</translation>
    </message>
    <message>
        <source>CRS of the WKT or of a layer without one (empty = the ledger&apos;s)</source>
        <translation>WKT 或无坐标系图层的坐标系（空 = 台账的坐标系）</translation>
    </message>
    <message>
        <source>CRS, for an image that names none</source>
        <translation>坐标系（影像未注明时）</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>Came in besides</source>
        <translation>一并带入</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>拍摄设备</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>专项行动</translation>
    </message>
    <message>
        <source>Campaign: {campaign}</source>
        <translation>专项任务：{campaign}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled: nothing was written of this layer.</source>
        <translation>已取消：该图层未写入任何内容。</translation>
    </message>
    <message>
        <source>Cancelled: nothing was written.</source>
        <translation>已取消：未写入任何内容。</translation>
    </message>
    <message>
        <source>Cancelled: {done} of {count} parcels were done.</source>
        <translation>已取消：完成 {count} 个图斑中的 {done} 个。</translation>
    </message>
    <message>
        <source>Cannot be judged (the parcel lies outside the data): {names}</source>
        <translation>无法判断（图斑在数据范围之外）：{names}</translation>
    </message>
    <message>
        <source>Cannot be verified</source>
        <translation>无法验证</translation>
    </message>
    <message>
        <source>Cannot be verified: {reason}</source>
        <translation>无法验证：{reason}</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>拍摄日期</translation>
    </message>
    <message>
        <source>Captured on (date, such as 2026-09-05)</source>
        <translation>拍摄日期（如 2026-09-05）</translation>
    </message>
    <message>
        <source>Carried over</source>
        <translation>承接内容</translation>
    </message>
    <message>
        <source>Case taken over from {number} ({batch}), event {seq}</source>
        <translation>承接自上次下发图斑 {number}（{batch}）第 {seq} 条记录</translation>
    </message>
    <message>
        <source>Cases stand in states the workflow does not know, and cannot go on until it does: {states}.</source>
        <translation>有案件处于流程中没有的状态，流程补上之前无法继续办理：{states}。</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>问题类别</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>更改按键…</translation>
    </message>
    <message>
        <source>Changed at the office meanwhile</source>
        <translation>外业期间内业已修改</translation>
    </message>
    <message>
        <source>Changed to fit</source>
        <translation>截断与替换</translation>
    </message>
    <message>
        <source>Changes of picture in a second</source>
        <translation>每秒切换次数</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check All Sources</source>
        <translation>检查全部源数据</translation>
    </message>
    <message>
        <source>Check Planned Site…</source>
        <translation>选址预检…</translation>
    </message>
    <message>
        <source>Check a package that came from elsewhere</source>
        <translation>验证外来的成果包</translation>
    </message>
    <message>
        <source>Check a package, ours or another county&apos;s</source>
        <translation>验证成果包，无论是本县的还是外来的</translation>
    </message>
    <message>
        <source>Check a planned site against the red lines before it is chosen</source>
        <translation>选址前与红线套合预检</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Check against fake rectification: {county}</source>
        <translation>{county}防虚假整改核查报告</translation>
    </message>
    <message>
        <source>Check and apply…</source>
        <translation>检查并办理…</translation>
    </message>
    <message>
        <source>Check before the import of batch {name}</source>
        <translation>批次{name}导入前检查</translation>
    </message>
    <message>
        <source>Check code</source>
        <translation>内容校验码</translation>
    </message>
    <message>
        <source>Check every file of the selected packages against the package and the ledger</source>
        <translation>将所选成果包的每个文件与包内清单和台账比对</translation>
    </message>
    <message>
        <source>Check first: nothing is written by it.</source>
        <translation>请先检查；检查不会写入任何内容。</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即核对</translation>
    </message>
    <message>
        <source>Check photos</source>
        <translation>核对照片</translation>
    </message>
    <message>
        <source>Check planned site</source>
        <translation>选址预检</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Checked by:</source>
        <translation>审核人：</translation>
    </message>
    <message>
        <source>Checking the scenes of the picture</source>
        <translation>核对对比图所用的影像文件</translation>
    </message>
    <message>
        <source>Checking the sources of the red lines</source>
        <translation>检查红线源数据</translation>
    </message>
    <message>
        <source>Checking {file}…</source>
        <translation>正在检查 {file}…</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Checks (*.json)</source>
        <translation>检查结果（*.json）</translation>
    </message>
    <message>
        <source>Checks a package: L0 every file is there and unchanged, L1 its origin is proved by the package code or the ledger, L2 its tables, polygon and journal agree. The verdict is proved, complete, altered or unverifiable. It does not prove that a photo shows the truth, nor who really signed.</source>
        <translation>验证成果包：L0 文件齐全且未改动；L1 由验证码或台账证明来源；L2 表格、图形与日志一致。结论为 proved（来源已证）、complete（内容完整）、altered（已被改动）或 unverifiable（无法验证）。不证明照片是否反映事实，也不证明由谁签字。</translation>
    </message>
    <message>
        <source>Checks the backup as a ledger, keeps what stands in the ledger&apos;s place as a backup of its own, and puts the backup there in one step. The journal tells that it was restored, from what, and how many events were given up by it; they stay in the copy that was kept. Nobody else may have the ledger open for writing.</source>
        <translation>先把备份当作台账校验，把现有台账另存为备份，再一步换成所选备份。日志会写明由哪个备份恢复、放弃了多少条日志；放弃的内容仍在另存的备份中。恢复时其他人不得以写入方式打开台账。</translation>
    </message>
    <message>
        <source>Checks, for programs</source>
        <translation>检查结果（供程序读取）</translation>
    </message>
    <message>
        <source>Chinese label</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Choose a backup from the list.</source>
        <translation>请从列表中选择备份。</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>选择日期</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a file on a disk of this computer, not in a shared folder.</source>
        <translation>请选择本机磁盘上的文件，不要放在共享文件夹中。</translation>
    </message>
    <message>
        <source>Choose a file, a folder or a zip, or drop it here. Nothing is written before the last page.</source>
        <translation>选择文件、文件夹或压缩包，也可直接拖到此处。到最后一页才写入台账。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a folder for the field project: a temporary one is deleted when QGIS closes.</source>
        <translation>请为外业工程选择文件夹：临时文件夹在 QGIS 关闭时会被删除。</translation>
    </message>
    <message>
        <source>Choose a folder for the packages: a temporary one is deleted when QGIS closes.</source>
        <translation>请选择成果包的存放文件夹：临时文件夹会在关闭 QGIS 时删除。</translation>
    </message>
    <message>
        <source>Choose a line of the history.</source>
        <translation>请先选中一条经过。</translation>
    </message>
    <message>
        <source>Choose a parcel in the table or on the map to see what it lies in.</source>
        <translation>在表中或地图上选择一个图斑，查看它落在哪些图层内。</translation>
    </message>
    <message>
        <source>Choose a polygon layer in the layer list and select what is meant in it.</source>
        <translation>请在图层列表中选择一个面图层，并选中所指的图形。</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose one in the table or on the map.</source>
        <translation>请在表格或地图中选择一个图斑。</translation>
    </message>
    <message>
        <source>Choose the county&apos;s coordinate system.</source>
        <translation>请选择本县使用的坐标系。</translation>
    </message>
    <message>
        <source>Choose the finding with this number; it is written with Enter</source>
        <translation>选择该序号的认定意见；按回车键才写入台账</translation>
    </message>
    <message>
        <source>Choose the folder the packages go to first.</source>
        <translation>请先选择成果包的存放文件夹。</translation>
    </message>
    <message>
        <source>Choose the person who says so.</source>
        <translation>请选择登记责任人。</translation>
    </message>
    <message>
        <source>Choose the role.</source>
        <translation>请选择类别。</translation>
    </message>
    <message>
        <source>Choose who answers for what.</source>
        <translation>请选择责任类别和责任人。</translation>
    </message>
    <message>
        <source>Choose whose entries to keep.</source>
        <translation>请选择保留哪一方的录入。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class or number</source>
        <translation>地类或文号</translation>
    </message>
    <message>
        <source>Classes + not covered − parcel, before rounding: what the engine itself is off by</source>
        <translation>各类＋未覆盖－图斑（取位前）：计算本身的误差</translation>
    </message>
    <message>
        <source>Classes of the plan lie on each other on {area} m²; which of them is not known, so that what conforms and what does not is at least what is told: look at the map.</source>
        <translation>规划各分区相互重叠 {area} 平方米，无法判断是哪些分区重叠，符合与不符合规划的面积均为“至少”，请看图核实。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear responsibility</source>
        <translation>取消责任人</translation>
    </message>
    <message>
        <source>Clear…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Click the corners of houses that stand on both dates: they show whether these two images can be compared at all</source>
        <translation>逐角单击两期都在的房屋：用它们检验这两期影像能不能比</translation>
    </message>
    <message>
        <source>Click the corners; right click ends, Backspace takes the last corner back, Esc gives up.</source>
        <translation>逐点点击；右键结束，退格键撤销上一点，Esc 放弃。</translation>
    </message>
    <message>
        <source>Click to select them</source>
        <translation>点击可选中这些图斑</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>相机时钟</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close Ledger</source>
        <translation>关闭台账</translation>
    </message>
    <message>
        <source>Close a deadline</source>
        <translation>办结期限</translation>
    </message>
    <message>
        <source>Close a notice</source>
        <translation>文书办结</translation>
    </message>
    <message>
        <source>Close the import? What you decided and mapped here is lost; the ledger stays as it is.</source>
        <translation>关闭导入？在此所作的认定和字段对应将丢失，台账不变。</translation>
    </message>
    <message>
        <source>Close the ledger, so that a colleague can write in it</source>
        <translation>关闭台账，以便同事打开录入</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>办结…</translation>
    </message>
    <message>
        <source>Closure of classes + uncovered against the parcel, before rounding: at most {closure} m².</source>
        <translation>各类别加未覆盖与图斑面积的闭合差（取整前）：不超过 {closure} 平方米。</translation>
    </message>
    <message>
        <source>Closure {closure} m²</source>
        <translation>闭合差 {closure} m²</translation>
    </message>
    <message>
        <source>Clue found to be a parcel</source>
        <translation>线索点对应图斑</translation>
    </message>
    <message>
        <source>Clue {clue} is about parcel {number} because</source>
        <translation>线索 {clue} 指的是图斑 {number}，理由：</translation>
    </message>
    <message>
        <source>Clues</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Clues that are points: draw their parcel, or say which parcel they are about</source>
        <translation>点状线索：绘制图斑，或指认为已有图斑</translation>
    </message>
    <message>
        <source>Clues without a parcel</source>
        <translation>未上图线索</translation>
    </message>
    <message>
        <source>Clues…</source>
        <translation>线索…</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Code lists</source>
        <translation>代码表</translation>
    </message>
    <message>
        <source>Code under the QR code</source>
        <translation>二维码下方的编码</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Codes in no dictionary</source>
        <translation>字典中没有的代码</translation>
    </message>
    <message>
        <source>Codes in the fields</source>
        <translation>字段中的代码</translation>
    </message>
    <message>
        <source>Codes typed by hand (file=code; file=code)</source>
        <translation>手工输入的编码（文件=编码；文件=编码）</translation>
    </message>
    <message>
        <source>Collected by:</source>
        <translation>收集人：</translation>
    </message>
    <message>
        <source>Colours: days left</source>
        <translation>着色：剩余天数</translation>
    </message>
    <message>
        <source>Colours: disposition</source>
        <translation>着色：处置意见</translation>
    </message>
    <message>
        <source>Colours: status</source>
        <translation>着色：状态</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns as at First</source>
        <translation>恢复默认列</translation>
    </message>
    <message>
        <source>Common (mu)</source>
        <translation>重合（亩）</translation>
    </message>
    <message>
        <source>Common ground is planar, in the ledger&apos;s CRS; a batch beside itself has overlaps of its own.</source>
        <translation>重合面积为台账坐标系下的平面面积；同一批次成对列出的是批次内部的重合。</translation>
    </message>
    <message>
        <source>Common ground, m²</source>
        <translation>重合面积（平方米）</translation>
    </message>
    <message>
        <source>Compare Images…</source>
        <translation>批量比对影像…</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新比对</translation>
    </message>
    <message>
        <source>Compare before and after</source>
        <translation>前后影像比对</translation>
    </message>
    <message>
        <source>Compare imagery</source>
        <translation>比对影像</translation>
    </message>
    <message>
        <source>Compare this parcel</source>
        <translation>比对本图斑</translation>
    </message>
    <message>
        <source>Compared at</source>
        <translation>比对时间</translation>
    </message>
    <message>
        <source>Compares the images before and after of each parcel and suggests whether its structures are gone: cleared, partly, unchanged or unsure, with every reason; a person decides. Colour does not count, structure does. &quot;Cleared&quot; speaks of structures only and never of recultivation, and is suggested only when ten or more control buildings, marked for this pair of images, were read as standing. What was compared before with the same images, control buildings and profile is not measured again; after a stop the next run goes on. Earlier results stay in the ledger. Without WHERE the parcels in force are compared.</source>
        <translation>比对每个图斑的前后时相影像，对建筑物是否拆除给出建议：已拆除、部分拆除、疑似未拆或存疑，并列出全部理由；由人核定。比的是结构，不是颜色。“已拆除”只说建筑物，不判断是否复耕；只有为这对影像标记了十栋以上对照建筑、并且它们都被正确读成仍在时才会建议。影像、对照建筑和口径都没变的不再重测；中途停止后下次接着做。以前的结果保留在台账中。不填WHERE时比对现行有效的图斑。</translation>
    </message>
    <message>
        <source>Comparing was cancelled.</source>
        <translation>比对已取消。</translation>
    </message>
    <message>
        <source>Comparison of images</source>
        <translation>影像比对</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>内容完整</translation>
    </message>
    <message>
        <source>Completed, %</source>
        <translation>完成比例 %</translation>
    </message>
    <message>
        <source>Completed: monitored area of the remediated problems / of all problems.</source>
        <translation>完成比例：已整改问题的监测面积 ÷ 全部问题的监测面积。</translation>
    </message>
    <message>
        <source>Complied with: {number}</source>
        <translation>已履行：{number}</translation>
    </message>
    <message>
        <source>Complied with…</source>
        <translation>已履行…</translation>
    </message>
    <message>
        <source>Compression (lossless, jpeg)</source>
        <translation>压缩方式（lossless无损，jpeg）</translation>
    </message>
    <message>
        <source>Compute the overlap of every parcel with every red line</source>
        <translation>计算每个图斑与每层红线的重叠面积</translation>
    </message>
    <message>
        <source>Compute the overlap of these parcels with every red line; earlier results are replaced</source>
        <translation>计算这些图斑与各红线的重叠；原结果被替换</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>计算面积</translation>
    </message>
    <message>
        <source>Computed (mu)</source>
        <translation>计算面积(亩)</translation>
    </message>
    <message>
        <source>Computed area</source>
        <translation>计算面积</translation>
    </message>
    <message>
        <source>Computed area (mu)</source>
        <translation>计算面积（亩）</translation>
    </message>
    <message>
        <source>Computed area (m²)</source>
        <translation>计算面积（平方米）</translation>
    </message>
    <message>
        <source>Computed area, mu</source>
        <translation>计算面积（亩）</translation>
    </message>
    <message>
        <source>Concluded by the judiciary</source>
        <translation>司法处理完毕</translation>
    </message>
    <message>
        <source>Confirmed area</source>
        <translation>核实面积</translation>
    </message>
    <message>
        <source>Conflict with a field copy decided</source>
        <translation>外业副本冲突已裁定</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Conflicts…</source>
        <translation>冲突处理…</translation>
    </message>
    <message>
        <source>Conforming + not conforming + not known = parcel. Splitting is suggested where both parts reach {mu} mu.</source>
        <translation>符合 + 不符合 + 不明 = 图斑面积。两部分都达到 {mu} 亩的建议分割。</translation>
    </message>
    <message>
        <source>Conforms to the plan</source>
        <translation>是否符合规划</translation>
    </message>
    <message>
        <source>Consistent, and its origin is proved ({origin})</source>
        <translation>一致且来源已证（{origin}）</translation>
    </message>
    <message>
        <source>Contains the other</source>
        <translation>包含对方</translation>
    </message>
    <message>
        <source>Content complete, origin not proved</source>
        <translation>内容完整，来源未证</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Control buildings belong to two registered images: show one from before and one from after.</source>
        <translation>对照建筑属于两幅已登记的影像：请各显示一幅前时相和后时相。</translation>
    </message>
    <message>
        <source>Convert Image…</source>
        <translation>转换影像…</translation>
    </message>
    <message>
        <source>Convert imagery</source>
        <translation>转换影像</translation>
    </message>
    <message>
        <source>Converted image</source>
        <translation>转换后的影像</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Coordinate system: {system}.</source>
        <translation>坐标系：{system}。</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy for the party concerned</source>
        <translation>当事人留存</translation>
    </message>
    <message>
        <source>Copy the figures as a table, each with layer, vintage, SHA-256 and rule (Ctrl+C)</source>
        <translation>把各项数据复制为表格，并附图层、时点、SHA-256 和规则（Ctrl+C）</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Correct Place…</source>
        <translation>更正坐落…</translation>
    </message>
    <message>
        <source>Correct place: {number}</source>
        <translation>更正坐落：{number}</translation>
    </message>
    <message>
        <source>Correct the place</source>
        <translation>更正坐落</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Counted by the monitored area as issued; of parcels on the same ground one counts, every number is kept.</source>
        <translation>按下发监测面积计；同一地块的图斑只算一个，所有编号都保留。</translation>
    </message>
    <message>
        <source>Counted once</source>
        <translation>只算一次</translation>
    </message>
    <message>
        <source>Counted separately</source>
        <translation>分别计算</translation>
    </message>
    <message>
        <source>Counted with</source>
        <translation>计入图斑</translation>
    </message>
    <message>
        <source>Counted with it</source>
        <translation>同计图斑（编号）</translation>
    </message>
    <message>
        <source>Counted, and no problem: lawful, no real change, or voided.</source>
        <translation>计入总数但不属问题：合法、伪变化或已作废。</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>County</source>
        <translation>全县</translation>
    </message>
    <message>
        <source>County administrator who opens them (name)</source>
        <translation>启动人（县级管理员姓名）</translation>
    </message>
    <message>
        <source>County bureau</source>
        <translation>县级主管部门</translation>
    </message>
    <message>
        <source>County code</source>
        <translation>县代码</translation>
    </message>
    <message>
        <source>County code (6 digits)</source>
        <translation>县代码（6 位）</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>建立</translation>
    </message>
    <message>
        <source>Create ledger</source>
        <translation>新建台账</translation>
    </message>
    <message>
        <source>Creates the county&apos;s ledger: one GeoPackage file that holds every parcel, finding, sign-off and journal event, or the same in an empty PostgreSQL database with PostGIS (postgresql://login@host/database). Give the county&apos;s 6-digit code and the projected CRS the county works in (for example EPSG:4526).</source>
        <translation>新建县级台账：一个 GeoPackage 文件，存放全部图斑、认定、签字和留痕；也可建在装有 PostGIS 的空 PostgreSQL 数据库中（postgresql://账号@主机/数据库）。请填 6 位县代码和本县所用投影坐标系（例如 EPSG:4526）。</translation>
    </message>
    <message>
        <source>Cropland</source>
        <translation>耕地</translation>
    </message>
    <message>
        <source>Cropland classes, gross</source>
        <translation>耕地毛面积</translation>
    </message>
    <message>
        <source>Cropland counted</source>
        <translation>占耕地（计入）</translation>
    </message>
    <message>
        <source>Cropland: {net}; adjustable land (K) {adjustable}; readily recoverable (JKHF) {recoverable}; recoverable by works (GCHF) {engineering}.</source>
        <translation>耕地口径：{net}；可调整地类（K）{adjustable}；即可恢复（JKHF）{recoverable}；工程恢复（GCHF）{engineering}。</translation>
    </message>
    <message>
        <source>Current parcel</source>
        <translation>当前图斑</translation>
    </message>
    <message>
        <source>Cut 2–98 %</source>
        <translation>累计裁剪 2–98 %</translation>
    </message>
    <message>
        <source>Cut by the layer {name}, vintage {vintage}.</source>
        <translation>按图层“{name}”拆分，数据年份 {vintage}。</translation>
    </message>
    <message>
        <source>Cut parcels along the plan or another registered layer</source>
        <translation>沿规划或其他已登记图层拆分图斑</translation>
    </message>
    <message>
        <source>Cuts parcels that lie partly inside the layer of a role (the growth boundary, when none is given; of several layers the one registered last) into the part inside and the part outside. Parts are numbered _1, _2 and form a batch of their own; the parcel as issued stays, and its issued area is shared among the parts in proportion. Pieces smaller than the least area stay with the larger part.</source>
        <translation>把部分落在某类图层内的图斑（默认城镇开发边界；同类有多个图层时取最后登记的）拆成图层内、图层外两部分。拆分地块按 _1、_2 编号并单独成批；下发的图斑保留不动，其监测面积按比例分摊并平差。小于最小面积的碎块并入较大的部分。</translation>
    </message>
    <message>
        <source>DATE_FIELD is given without SEAMLINES: give the layer it is a field of.</source>
        <translation>填了DATE_FIELD却没有SEAMLINES：请给出该字段所在的图层。</translation>
    </message>
    <message>
        <source>DOCUMENT is missing: give the record of the recheck, a scan or a photo.</source>
        <translation>缺少 DOCUMENT：请提供抽查记录（扫描件或照片）。</translation>
    </message>
    <message>
        <source>Dask is not installed in {python} ({reason}): install dask[distributed] there, of the cluster&apos;s version, or leave CLUSTER empty.</source>
        <translation>{python} 里没有安装 Dask（{reason}）：请在那里安装与集群版本相同的 dask[distributed]，或将 CLUSTER 留空。</translation>
    </message>
    <message>
        <source>Dask scheduler (tcp://host:8786; empty = this machine)</source>
        <translation>Dask 调度器（tcp://主机:8786；空 = 本机）</translation>
    </message>
    <message>
        <source>Data this rests on</source>
        <translation>依据的数据</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Database…</source>
        <translation>数据库…</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Date, month or year of the data: 2025-12-31, 2025-12 or 2025</source>
        <translation>数据时点，日、月或年：2025-12-31、2025-12 或 2025</translation>
    </message>
    <message>
        <source>Date:</source>
        <translation>日期：</translation>
    </message>
    <message>
        <source>Days left</source>
        <translation>剩余天数</translation>
    </message>
    <message>
        <source>Days overdue</source>
        <translation>逾期天数</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Deadline ({count})…</source>
        <translation>办理期限（{count}）…</translation>
    </message>
    <message>
        <source>Deadline for</source>
        <translation>期限事项</translation>
    </message>
    <message>
        <source>Deadlines</source>
        <translation>办理期限</translation>
    </message>
    <message>
        <source>Deadlines: {what}</source>
        <translation>期限：{what}</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>认定</translation>
    </message>
    <message>
        <source>Decide on parcels on the same ground</source>
        <translation>认定重合图斑</translation>
    </message>
    <message>
        <source>Decide where a copy and the ledger disagree; undo a merge</source>
        <translation>处理副本与台账不一致之处；撤销合并</translation>
    </message>
    <message>
        <source>Decide which parcels are one piece of ground and count once</source>
        <translation>核对重合图斑，认定哪些是同一地块、只计一次</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>认定</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>核定人</translation>
    </message>
    <message>
        <source>Decided on</source>
        <translation>核定日期</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>小数位</translation>
    </message>
    <message>
        <source>Decimals of the coordinates</source>
        <translation>坐标小数位数</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Decisions (*.json)</source>
        <translation>认定结果（*.json）</translation>
    </message>
    <message>
        <source>Decisions on overlaps (JSON)</source>
        <translation>重合认定结果（JSON）</translation>
    </message>
    <message>
        <source>Declare rectified</source>
        <translation>申报整改完成</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Demolition is recorded for {done}; the image of {day} is read as: {suggestion}, about {percent} % of the structure found again (±10 points, not a legal area).</source>
        <translation>登记{done}拆除；{day}的影像比对{suggestion}，约{percent}%疑似未变（误差±10个百分点，不作法定面积）。</translation>
    </message>
    <message>
        <source>Demolition recorded, image suggests it stands</source>
        <translation>已登记拆除，影像疑似仍在</translation>
    </message>
    <message>
        <source>Demolition recorded, something is left</source>
        <translation>已登记拆除，现场仍有残留</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Dictionaries the county edited lacked codes that the survey forms ask for; they were added at their end: {codes}.</source>
        <translation>本县改过的字典缺少摸排表要用的代码，已补在字典末尾：{codes}。</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>字典</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>处置方式</translation>
    </message>
    <message>
        <source>Divider across</source>
        <translation>横向分割</translation>
    </message>
    <message>
        <source>Do not use it</source>
        <translation>不套用</translation>
    </message>
    <message>
        <source>Documents and registrations</source>
        <translation>批文与登记</translation>
    </message>
    <message>
        <source>Done by</source>
        <translation>办理人</translation>
    </message>
    <message>
        <source>Double click shows the photo large</source>
        <translation>双击看大图</translation>
    </message>
    <message>
        <source>Double click: show this ground on the map</source>
        <translation>双击：在地图上显示该范围</translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Doubts</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Drag corners to correct the outline, click beside it to add one; right click takes it as it is, Esc gives up.</source>
        <translation>拖动角点修改轮廓，在边旁单击可加点；右键采用，Esc 放弃。</translation>
    </message>
    <message>
        <source>Drag layers here from QGIS&apos;s browser, the layer tree or the file manager, or choose them above.</source>
        <translation>把图层从 QGIS 浏览器、图层面板或文件夹拖到这里，或用上方按钮选择。</translation>
    </message>
    <message>
        <source>Drag the divider: one scene on each side of it</source>
        <translation>拖动分割线：两侧各显示一期影像</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Draw Parcels…</source>
        <translation>绘制图斑…</translation>
    </message>
    <message>
        <source>Draw it on the map</source>
        <translation>在图上绘制</translation>
    </message>
    <message>
        <source>Draw one picture over the other with a divider; again: as before</source>
        <translation>用分隔线拉开一期影像看另一期；再按恢复原方式</translation>
    </message>
    <message>
        <source>Draw parcels that nobody handed down: found by the county, told by the public</source>
        <translation>绘制未下发的图斑：自查发现、群众举报</translation>
    </message>
    <message>
        <source>Draw the parcel</source>
        <translation>绘制图斑</translation>
    </message>
    <message>
        <source>Draw the parcel of clue {number}</source>
        <translation>正在绘制线索 {number} 的图斑</translation>
    </message>
    <message>
        <source>Draw what is left</source>
        <translation>勾绘残留</translation>
    </message>
    <message>
        <source>Drawing {row} ({number}) refused: {reason}</source>
        <translation>残留勾绘第 {row} 行（{number}）被退回：{reason}</translation>
    </message>
    <message>
        <source>Drawings of what is left, refused</source>
        <translation>被退回的残留勾绘</translation>
    </message>
    <message>
        <source>Drawn on the ground: {count}, together {area} m².</source>
        <translation>现场勾绘{count}处，合计{area}平方米。</translation>
    </message>
    <message>
        <source>Drop a file, a folder or a zip here, or choose it</source>
        <translation>把文件、文件夹或压缩包拖到此处，或点击选择</translation>
    </message>
    <message>
        <source>Drop overlaps smaller than (m²)</source>
        <translation>忽略小于此面积的重叠（平方米）</translation>
    </message>
    <message>
        <source>Dry run (write nothing)</source>
        <translation>试运行（不写入）</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Due within {days} days</source>
        <translation>{days}天内到期</translation>
    </message>
    <message>
        <source>ENCODING {value} is unknown: use {known}.</source>
        <translation>ENCODING {value} 无法识别：请用 {known}。</translation>
    </message>
    <message>
        <source>Each counts for itself (key 2 or D)</source>
        <translation>两个图斑分别计（按键 2 或 D）</translation>
    </message>
    <message>
        <source>Each layer for itself, in mu: vintages are compared, never added.</source>
        <translation>各图层单独计算，单位：亩。不同时点并列比较，不相加。</translation>
    </message>
    <message>
        <source>Each layer for itself, in mu: vintages are compared, never added. Cropland counted is the one of the land classes, balanced to each parcel&apos;s mu; the columns before it are rounded each for itself.</source>
        <translation>各图层分别统计，单位亩；不同年度只作对比，不相加。“计入的耕地”即三大类中的耕地，已按各图斑亩数平差；其前各列分别取整。</translation>
    </message>
    <message>
        <source>Each photo is attached to the parcel its name, its folder or its position tells, once, and checked. What is noticed are flags for a person to answer; nothing is rejected.</source>
        <translation>每张照片按文件名、文件夹名或拍摄位置挂接到图斑，只挂一次，并逐张核对。发现的只是疑点，由人说明，不会自动拒收。</translation>
    </message>
    <message>
        <source>Each scene in a pane of its own, all at the same place</source>
        <translation>每期影像各占一个窗格，位置同步</translation>
    </message>
    <message>
        <source>Earlier case</source>
        <translation>上次案件</translation>
    </message>
    <message>
        <source>Earlier parcel</source>
        <translation>已有图斑</translation>
    </message>
    <message>
        <source>Edited by the county, left as they are: {names}</source>
        <translation>本县修改过，保持不变：{names}</translation>
    </message>
    <message>
        <source>Ellipsoidal area (TD/T 1055), a = {a} m, 1/f = {f}</source>
        <translation>椭球面积（TD/T 1055），a = {a} 米，1/f = {f}</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Encoding (empty = concluded)</source>
        <translation>编码（空 = 自动判断）</translation>
    </message>
    <message>
        <source>Encoding of a shapefile</source>
        <translation>Shapefile 的编码</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>Enter no names of householders or parties, identity numbers or telephone numbers: these people are registered in the program. Read the filled sheet back with Record findings (farmland:recordfindings); empty cells change nothing.</source>
        <translation>不填写户主、当事人姓名及身份证号、电话，这些人员在程序中登记。填好后用“录入认定意见”（farmland:recordfindings）导入；空白单元格不改变已有内容。</translation>
    </message>
    <message>
        <source>Enter {count} parcels</source>
        <translation>入库 {count} 个图斑</translation>
    </message>
    <message>
        <source>Enter ⏎</source>
        <translation>回车 ⏎</translation>
    </message>
    <message>
        <source>Escalate a notice</source>
        <translation>列入强制拆除清单</translation>
    </message>
    <message>
        <source>Escalate overdue notices</source>
        <translation>逾期文书列入强制拆除清单</translation>
    </message>
    <message>
        <source>Escalate…</source>
        <translation>列入强拆…</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>日志条号</translation>
    </message>
    <message>
        <source>Event {seq} cannot be undone: {fields} were changed again later.</source>
        <translation>第 {seq} 号不能撤销：{fields}后来又改过。</translation>
    </message>
    <message>
        <source>Event {seq} is not one of this parcel&apos;s that can be undone.</source>
        <translation>第 {seq} 号不是本图斑可以撤销的记录。</translation>
    </message>
    <message>
        <source>Event {seq} is undone by its own counterpart (take back, remove, release), not here.</source>
        <translation>第 {seq} 号要用对应的操作撤回（撤回签字、移除材料、解除挂起）。</translation>
    </message>
    <message>
        <source>Event {seq} is undone no longer: later steps rest on it.</source>
        <translation>第 {seq} 号已不能撤销：后面还有办理步骤。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>日志条数</translation>
    </message>
    <message>
        <source>Every flag is answered.</source>
        <translation>疑点均已说明。</translation>
    </message>
    <message>
        <source>Every image, show one, take out one registered with a wrong role or date</source>
        <translation>全部影像：可上图显示，也可停用类型或日期登错的</translation>
    </message>
    <message>
        <source>Every level has signed already.</source>
        <translation>各级都已签字。</translation>
    </message>
    <message>
        <source>Every parcel of the ledger that no new issue replaced or withdrew</source>
        <translation>台账中未被重新下发批次替代或撤回的全部图斑</translation>
    </message>
    <message>
        <source>Every place was known already: nothing was written.</source>
        <translation>坐落均已记录：未写入任何内容。</translation>
    </message>
    <message>
        <source>Every row is read and checked as it will be imported; the ledger is not touched.</source>
        <translation>逐行按入库要求读取和检查，不改动台账。</translation>
    </message>
    <message>
        <source>Every source is read again; the list shows what changed.</source>
        <translation>正在重新读取全部源数据；有变化的会在列表中标出。</translation>
    </message>
    <message>
        <source>Every word must occur (Ctrl+F)</source>
        <translation>须包含每一个词（Ctrl+F）</translation>
    </message>
    <message>
        <source>Everybody named in a responsibility of a parcel of the selection; a parcel counts for each of them.</source>
        <translation>所选图斑各责任岗位上登记的人员；一个图斑有多名责任人的，分别计入。</translation>
    </message>
    <message>
        <source>Everything the earlier issue says is there already.</source>
        <translation>上次下发图斑的内容本图斑均已具备。</translation>
    </message>
    <message>
        <source>Evidence map of a suspected parcel</source>
        <translation>疑似图斑举证图</translation>
    </message>
    <message>
        <source>Evidence missing: {roles}</source>
        <translation>缺少举证：{roles}</translation>
    </message>
    <message>
        <source>Evidence older than the demolition</source>
        <translation>佐证早于拆除日期</translation>
    </message>
    <message>
        <source>Evidence passed</source>
        <translation>上级审核通过</translation>
    </message>
    <message>
        <source>Evidence returned</source>
        <translation>上级审核退回</translation>
    </message>
    <message>
        <source>Executed</source>
        <translation>执行到位</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期日期</translation>
    </message>
    <message>
        <source>Explained or accepted</source>
        <translation>已说明或采信</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export Boundary Points…</source>
        <translation>导出界址点…</translation>
    </message>
    <message>
        <source>Export Check Against Fake Rectification…</source>
        <translation>导出防虚假整改核查报告…</translation>
    </message>
    <message>
        <source>Export Field Project…</source>
        <translation>导出外业工程…</translation>
    </message>
    <message>
        <source>Export Lists…</source>
        <translation>导出清单…</translation>
    </message>
    <message>
        <source>Export Packages…</source>
        <translation>导出成果包…</translation>
    </message>
    <message>
        <source>Export Parcels…</source>
        <translation>导出图斑…</translation>
    </message>
    <message>
        <source>Export Survey Sheet…</source>
        <translation>导出摸排表…</translation>
    </message>
    <message>
        <source>Export boundary points (TXT)</source>
        <translation>导出界址点坐标（TXT）</translation>
    </message>
    <message>
        <source>Export check against fake rectification</source>
        <translation>导出防虚假整改核查报告</translation>
    </message>
    <message>
        <source>Export evidence packages</source>
        <translation>导出举证成果包</translation>
    </message>
    <message>
        <source>Export field project</source>
        <translation>导出外业工程</translation>
    </message>
    <message>
        <source>Export parcels</source>
        <translation>导出图斑</translation>
    </message>
    <message>
        <source>Export problem lists</source>
        <translation>导出问题清单</translation>
    </message>
    <message>
        <source>Export screening</source>
        <translation>导出套合结果</translation>
    </message>
    <message>
        <source>Export survey sheet</source>
        <translation>导出摸排表</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Extend</source>
        <translation>延期</translation>
    </message>
    <message>
        <source>Extend a deadline</source>
        <translation>延期</translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation>延期…</translation>
    </message>
    <message>
        <source>Farmland</source>
        <translation>耕地执法</translation>
    </message>
    <message>
        <source>Farmland Help</source>
        <translation>耕地执法帮助</translation>
    </message>
    <message>
        <source>Farmland Toolbar</source>
        <translation>耕地执法工具栏</translation>
    </message>
    <message>
        <source>Farmland enforcement</source>
        <translation>耕地执法</translation>
    </message>
    <message>
        <source>Farmland parcels</source>
        <translation>图斑（耕地执法）</translation>
    </message>
    <message>
        <source>Farmland: {title}</source>
        <translation>耕地执法：{title}</translation>
    </message>
    <message>
        <source>Fewer reasons</source>
        <translation>收起理由</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Field copy</source>
        <translation>外业副本</translation>
    </message>
    <message>
        <source>Field copy (the colleague&apos;s file)</source>
        <translation>外业副本（同事的文件）</translation>
    </message>
    <message>
        <source>Field map (*.json)</source>
        <translation>字段映射 (*.json)</translation>
    </message>
    <message>
        <source>Field map (JSON or a .json file: class_code, coefficient, name, details of the role)</source>
        <translation>字段对应（JSON 或 .json 文件：class_code、coefficient、name 及该类型的明细项）</translation>
    </message>
    <message>
        <source>Field map (JSON)</source>
        <translation>字段映射（JSON）</translation>
    </message>
    <message>
        <source>Field photos</source>
        <translation>现场照片</translation>
    </message>
    <message>
        <source>Field with the day (empty = the only one that fits)</source>
        <translation>日期字段（空＝取唯一合适的字段）</translation>
    </message>
    <message>
        <source>Field with the source of each part</source>
        <translation>各部分来源的字段</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Fields of {layer}</source>
        <translation>{layer} 的字段</translation>
    </message>
    <message>
        <source>Fields of {name}</source>
        <translation>{name} 字段说明</translation>
    </message>
    <message>
        <source>Fieldwork from {name}</source>
        <translation>外业成果 {name}</translation>
    </message>
    <message>
        <source>Fieldwork from {name} (dry run: nothing was written)</source>
        <translation>外业成果 {name}（试运行：未写入任何内容）</translation>
    </message>
    <message>
        <source>Figures and layers</source>
        <translation>依据、数据与图层</translation>
    </message>
    <message>
        <source>Figures and layers, {count} more remarks</source>
        <translation>依据、数据与图层，另有 {count} 条提示</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File a case</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>File that was handed down</source>
        <translation>下发文件</translation>
    </message>
    <message>
        <source>File, folder or zip that was handed down</source>
        <translation>下发的文件、文件夹或 zip</translation>
    </message>
    <message>
        <source>File, or folder for one file per parcel</source>
        <translation>文件（每个图斑一个文件时为文件夹）</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Files refused</source>
        <translation>未接收的文件</translation>
    </message>
    <message>
        <source>Files that were not read</source>
        <translation>未读取的文件</translation>
    </message>
    <message>
        <source>Files written</source>
        <translation>已写出的文件</translation>
    </message>
    <message>
        <source>Files: pack the photos and scans too</source>
        <translation>附件：照片和扫描件一并打包</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Fill in what is known</source>
        <translation>自动填入</translation>
    </message>
    <message>
        <source>Fill the form below as a draft; nothing is recorded until you check and save it</source>
        <translation>填入下方表单作为草稿；核对并保存之前不入账</translation>
    </message>
    <message>
        <source>Filled in again, not saved yet.</source>
        <translation>已重新填入，尚未保存。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter by number, batch</source>
        <translation>按编号、批次筛选</translation>
    </message>
    <message>
        <source>Filter by number, place, batch, finding</source>
        <translation>按编号、地点、批次、认定意见筛选</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>筛选结果</translation>
    </message>
    <message>
        <source>Find duplicate or mistaken</source>
        <translation>认定重复或误差</translation>
    </message>
    <message>
        <source>Find lawful or not so</source>
        <translation>认定合法或不属实</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>认定意见</translation>
    </message>
    <message>
        <source>Finding (suggested)</source>
        <translation>认定意见（建议）</translation>
    </message>
    <message>
        <source>Finding of the survey</source>
        <translation>核查结论</translation>
    </message>
    <message>
        <source>Finding {number}</source>
        <translation>认定意见 {number}</translation>
    </message>
    <message>
        <source>Findings from {name}</source>
        <translation>来自 {name} 的认定意见</translation>
    </message>
    <message>
        <source>Findings from {name} (dry run: nothing was written)</source>
        <translation>来自 {name} 的认定意见（试运行：未写入）</translation>
    </message>
    <message>
        <source>Findings of {count} parcels</source>
        <translation>批量认定：{count} 个图斑</translation>
    </message>
    <message>
        <source>Findings of {count} parcels…</source>
        <translation>批量认定（{count} 个图斑）…</translation>
    </message>
    <message>
        <source>Fit comparison of images to decisions</source>
        <translation>按核定结果重定影像比对阈值</translation>
    </message>
    <message>
        <source>Fit the thresholds of the comparison to what people decided</source>
        <translation>用已核定的结果重新拟合影像比对的阈值</translation>
    </message>
    <message>
        <source>Fit to Decisions…</source>
        <translation>按核定结果重定阈值…</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>Flag on a photo: {verdict} ({person}): {words}</source>
        <translation>照片疑点：{verdict}（{person}）：{words}</translation>
    </message>
    <message>
        <source>Flagged: photo of {number}</source>
        <translation>疑点：{number} 的照片</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Flags: {count}</source>
        <translation>疑点：{count}</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>闪烁</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder for the packages</source>
        <translation>成果包存放文件夹</translation>
    </message>
    <message>
        <source>Folder of files</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder of photos</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>Folder of scans</source>
        <translation>扫描件文件夹</translation>
    </message>
    <message>
        <source>Folder of the field project</source>
        <translation>外业工程文件夹</translation>
    </message>
    <message>
        <source>Folder or zip of photos (empty = only check what is attached)</source>
        <translation>照片文件夹或压缩包（留空 = 只核对已挂接的照片）</translation>
    </message>
    <message>
        <source>Folder that was handed down, or a .gdb</source>
        <translation>下发文件夹或 .gdb</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>For a ledger in a database: gives a login of the database server the right to read or to write, of the whole county or of single townships, in place of what it had; none takes all access away. Only the ledger&apos;s owner can. The journal records it. The log lists who has access afterwards.</source>
        <translation>用于数据库台账：授予数据库账号读或写的权限，范围为全县或指定乡镇，取代其原有权限；选“无”则收回全部权限。只有台账所有者可以操作，并记入留痕。日志列出授权后的全部账号。</translation>
    </message>
    <message>
        <source>For parcels that were issued again, takes over answers, responsibilities and photos of the earlier issue&apos;s case, one event of the journal per parcel. A parcel issued again unchanged goes on as surveyed; one that changed waits until a person confirms it. Signatures and concluded steps stay with the earlier parcel. A case with answers of its own that differ is left as it is. All of them can be undone as one step.</source>
        <translation>对重新下发的图斑，把上次下发图斑案件的填报内容、责任人和照片承接过来，每个图斑在日志中记一条。内容未变的图斑按已核查继续办理；有变化的图斑须经人工确认后才继续。签字和已办结环节的材料留在上次下发的图斑上。图斑已有不同填报内容的，保持原样。全部承接可作为一步撤销。</translation>
    </message>
    <message>
        <source>For {count} of the {total} parcels this cannot be, so nothing was decided: {which}</source>
        <translation>{total} 个图斑中有 {count} 个不能这样处理，因此全部未处理：{which}</translation>
    </message>
    <message>
        <source>Forced demolition</source>
        <translation>强制拆除清单</translation>
    </message>
    <message>
        <source>Forget what is in the form and show what was saved</source>
        <translation>放弃表单内容，显示已保存的内容</translation>
    </message>
    <message>
        <source>Forgotten when QGIS closes; a configuration keeps it.</source>
        <translation>关闭 QGIS 后即遗忘；如需保存请用认证配置。</translation>
    </message>
    <message>
        <source>Form {code} has {pages} pages only, there is no page {page}.</source>
        <translation>表单 {code} 只有 {pages} 页，没有第 {page} 页。</translation>
    </message>
    <message>
        <source>Form {code} was not printed from this ledger: it belongs to another ledger or to an older copy.</source>
        <translation>表单 {code} 不是由本台账打印的：属于其他台账，或本台账是较早的副本。</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>签字表</translation>
    </message>
    <message>
        <source>Formula of the platforms: parcel = cropland + other farmland + unused + construction. Where ground is of unknown class or not covered, {balanced} says {no}. Empty shares: no layer of that role was screened. {by_hand}: for a person to fill in.</source>
        <translation>平台校核公式：地块面积 = 占耕地 + 占非耕农用地 + 占未利用地 + 建设用地。有未知地类或未覆盖的，“{balanced}”为“{no}”。占比为空表示未套合该类图层。{by_hand}由人填写。</translation>
    </message>
    <message>
        <source>Forward again (Alt+Right)</source>
        <translation>再往前（Alt+→）</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>核查人</translation>
    </message>
    <message>
        <source>Found on</source>
        <translation>发现日期</translation>
    </message>
    <message>
        <source>Found to be a fake</source>
        <translation>经人确认虚假</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件选择…</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>全名</translation>
    </message>
    <message>
        <source>GBK / GB18030</source>
        <translation>GBK / GB18030</translation>
    </message>
    <message>
        <source>GBK has no {letters}: written as GB18030, which programs that know only GBK show wrongly; UTF-8 is safe.</source>
        <translation>GBK 没有字符 {letters}：已按 GB18030 写出，只认 GBK 的软件会显示错误；建议用 UTF-8。</translation>
    </message>
    <message>
        <source>GCJ-02 is suspected: as read {before} of {total} places lie on known ground, shifted from GCJ-02 to WGS 84 (by {metres} m on average) {after} would; nothing was moved, ask for the original coordinates</source>
        <translation>疑似 GCJ-02（火星坐标）：按原坐标 {total} 处中有 {before} 处与已知地块吻合，由 GCJ-02 换算到 WGS 84（平均移动 {metres} 米）后有 {after} 处吻合；未移动任何数据，请索取原始坐标</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg);;CSV (*.csv)</source>
        <translation>GeoPackage (*.gpkg);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg);;Shapefile (*.shp)</source>
        <translation>GeoPackage (*.gpkg);;Shapefile (*.shp)</translation>
    </message>
    <message>
        <source>GeoTIFF (*.tif)</source>
        <translation>GeoTIFF (*.tif)</translation>
    </message>
    <message>
        <source>Give either a ledger or a layer, not both and not neither.</source>
        <translation>请指定台账或图层，二者必选其一且只选其一。</translation>
    </message>
    <message>
        <source>Give the ledger a name.</source>
        <translation>请填写台账名称。</translation>
    </message>
    <message>
        <source>Give the photos chosen to the parcel that is current in the panels</source>
        <translation>把选中的照片给面板中的当前图斑</translation>
    </message>
    <message>
        <source>Give the site either as a layer or file, or as WKT.</source>
        <translation>请以图层或文件、或以 WKT 指定地块，二者选一。</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Go On Importing</source>
        <translation>继续导入</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>转到该图斑</translation>
    </message>
    <message>
        <source>Go to the parcel in force</source>
        <translation>转到现行图斑</translation>
    </message>
    <message>
        <source>Gone below this score</source>
        <translation>低于此得分视为已拆</translation>
    </message>
    <message>
        <source>Gone since</source>
        <translation>消除日期</translation>
    </message>
    <message>
        <source>Grant access</source>
        <translation>授予权限</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Ground as a Map Layer</source>
        <translation>范围图层</translation>
    </message>
    <message>
        <source>Ground shown around the parcels (m)</source>
        <translation>图斑四周外扩范围（米）</translation>
    </message>
    <message>
        <source>Ground under each number; numbers may share ground, so their areas are not added up.</source>
        <translation>每个文号（编号）所占的地；不同文号可能重叠，面积不相加。</translation>
    </message>
    <message>
        <source>Hand-overs (*.shp *.zip *.gpkg *.geojson *.json *.kml *.kmz *.dxf *.xlsx *.csv *.txt *.vct);;All files (*)</source>
        <translation>下发数据 (*.shp *.zip *.gpkg *.geojson *.json *.kml *.kmz *.dxf *.xlsx *.csv *.txt *.vct);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Hard cases</source>
        <translation>难点</translation>
    </message>
    <message>
        <source>Hash the attached files anew</source>
        <translation>重新计算附件的校验值</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Held back by</source>
        <translation>暂不列入原因</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Highest score</source>
        <translation>最高得分</translation>
    </message>
    <message>
        <source>History</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>挂起/申诉</translation>
    </message>
    <message>
        <source>Hold the backup against its own journal, as the ledger is</source>
        <translation>像校验台账一样，把备份与其日志核对</translation>
    </message>
    <message>
        <source>Hold the ledger against its journal and against anchors</source>
        <translation>将台账与日志和台账凭证核对</translation>
    </message>
    <message>
        <source>Holds the whole ledger against its journal: edited, deleted and reordered events, cases, signatures, overlap facts, rules and attached files changed behind it, guards that were dropped. The verdict is anchored, unanchored or broken. A journal by itself does not show that its end was cut off or that it was written anew: give anchors for that - the file anchors.txt from another disk, the line on a stamped sheet (seq 123 and 16 digits), a package handed out earlier, or an old backup. ANCHORED tells up to which event they hold. No such check shows who really signed, or that a photo shows the truth.</source>
        <translation>将整个台账与日志核对：日志被改、被删、被调换，案件、签字、套合结果、规则和附件绕过日志被改，防改触发器被删除，都能查出。结论为 anchored（完整已证）、unanchored（完整未证）或 broken（不完整）。仅凭日志本身看不出末尾被截去或整体重写，须提供台账以外的凭证：另一磁盘上的 anchors.txt、盖章表上的台账凭证（seq 123 和 16 位校验码）、以前发出的成果包，或旧备份。ANCHORED 表示凭证相符到第几条。此类校验不能证明签字的确为本人，也不能证明照片真实。</translation>
    </message>
    <message>
        <source>Householder</source>
        <translation>户主</translation>
    </message>
    <message>
        <source>How it is done, step by step (F1)</source>
        <translation>怎么做，一步一步说明（F1）</translation>
    </message>
    <message>
        <source>How many panes</source>
        <translation>窗格数量</translation>
    </message>
    <message>
        <source>How much larger this pane shows the ground than the others</source>
        <translation>本窗格相对其他窗格的放大倍数</translation>
    </message>
    <message>
        <source>How much of the second scene is seen</source>
        <translation>第二期影像的不透明度</translation>
    </message>
    <message>
        <source>How the day&apos;s work is done, step by step</source>
        <translation>一天的工作怎么做，一步一步说明</translation>
    </message>
    <message>
        <source>How to check this package
=========================
1. The package code is the first 16 digits of the SM3 of tagmanifest-sha256.txt. Compare it with the code
   the sender gave you on another way (stamped letter, register):
     openssl dgst -sm3 tagmanifest-sha256.txt
2. Every file, on Linux and macOS, in this folder:
     sha256sum -c tagmanifest-sha256.txt &amp;&amp; sha256sum -c manifest-sha256.txt
3. Every file, on Windows, in PowerShell in this folder (no line printed = nothing changed):
     foreach ($m in &apos;tagmanifest-sha256.txt&apos;,&apos;manifest-sha256.txt&apos;) {{ Get-Content $m -Encoding UTF8 |
     % {{ $h,$f = $_ -split &apos;  &apos;,2; if ((Get-FileHash -LiteralPath $f).Hash -ne $h) {{ &apos;CHANGED &apos; + $f }} }} }}
4. One file, on Windows:
     certutil -hashfile &quot;data\package.json&quot; SHA256
5. With the BagIt reference tool: python -m bagit --validate .
6. In QGIS: toolbox, Farmland enforcement, Verify package; with the code it also proves the origin.
A sound package shows that nothing was changed since it was made; it does not show that a photo tells the
truth or who held the pen.
</source>
        <translation>如何验证本成果包
================
1. 成果包验证码是 tagmanifest-sha256.txt 的 SM3 值的前 16 位。请与对方另行告知的验证码（盖章函、登记册）比对：
     openssl dgst -sm3 tagmanifest-sha256.txt
2. 逐个文件，Linux 和 macOS，在本文件夹中执行：
     sha256sum -c tagmanifest-sha256.txt &amp;&amp; sha256sum -c manifest-sha256.txt
3. 逐个文件，Windows，在本文件夹的 PowerShell 中执行（没有输出即未改动）：
     foreach ($m in &apos;tagmanifest-sha256.txt&apos;,&apos;manifest-sha256.txt&apos;) {{ Get-Content $m -Encoding UTF8 |
     % {{ $h,$f = $_ -split &apos;  &apos;,2; if ((Get-FileHash -LiteralPath $f).Hash -ne $h) {{ &apos;CHANGED &apos; + $f }} }} }}
4. 单个文件，Windows：
     certutil -hashfile &quot;data\package.json&quot; SHA256
5. 用 BagIt 参考工具：python -m bagit --validate .
6. 在 QGIS 中：工具箱，耕地执法，验证成果包；输入验证码还可证明来源。
验证通过只说明成果包生成之后未被改动，不说明照片是否反映事实，也不说明由谁签字。
</translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation>如何补正</translation>
    </message>
    <message>
        <source>How to read this</source>
        <translation>阅读说明</translation>
    </message>
    <message>
        <source>I have looked at every scan: each line is signed, save those left out</source>
        <translation>我已逐张看过扫描件：除列出的行外，每行均已签字</translation>
    </message>
    <message>
        <source>INPUT {value} is neither a layer nor a file that is read: choose a polygon layer or a file.</source>
        <translation>INPUT {value} 既不是图层也不是可读取的文件：请选择面图层或文件。</translation>
    </message>
    <message>
        <source>Identical</source>
        <translation>完全重合</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Identity-card or mobile numbers were masked in the rows {rows}.</source>
        <translation>第 {rows} 行中的身份证号或手机号已遮蔽。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Image (id)</source>
        <translation>影像（编号）</translation>
    </message>
    <message>
        <source>Image Comparison</source>
        <translation>影像比对</translation>
    </message>
    <message>
        <source>Image after</source>
        <translation>后时相影像</translation>
    </message>
    <message>
        <source>Image after (id or date; empty = the best for each parcel)</source>
        <translation>后时相影像（编号或日期；空＝每个图斑取最合适的）</translation>
    </message>
    <message>
        <source>Image before</source>
        <translation>前时相影像</translation>
    </message>
    <message>
        <source>Image before (id or date; empty = the best for each parcel)</source>
        <translation>前时相影像（编号或日期；空＝每个图斑取最合适的）</translation>
    </message>
    <message>
        <source>Image of {day} retired in the copy: {why}</source>
        <translation>副本中已停用{day}的影像：{why}</translation>
    </message>
    <message>
        <source>Images are retired by a login of the whole county; {login} has single townships.</source>
        <translation>停用影像须用全县权限的账号；{login} 只有个别乡镇的权限。</translation>
    </message>
    <message>
        <source>Images before and after</source>
        <translation>影像比对</translation>
    </message>
    <message>
        <source>Images compared on {time}</source>
        <translation>比对时间 {time}</translation>
    </message>
    <message>
        <source>Images of {before} and {after}</source>
        <translation>{before} 与 {after} 影像</translation>
    </message>
    <message>
        <source>Images on the Map</source>
        <translation>地图影像</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import Parcels</source>
        <translation>导入图斑</translation>
    </message>
    <message>
        <source>Import Parcels…</source>
        <translation>导入图斑…</translation>
    </message>
    <message>
        <source>Import a batch handed down</source>
        <translation>导入下发的一批图斑</translation>
    </message>
    <message>
        <source>Import of batch {name}</source>
        <translation>批次 {name} 的导入</translation>
    </message>
    <message>
        <source>Import parcels</source>
        <translation>导入图斑</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已入库</translation>
    </message>
    <message>
        <source>Imported as issued; a person should look at them.</source>
        <translation>已按下发内容导入，存疑，请人工核对。</translation>
    </message>
    <message>
        <source>Imported by:</source>
        <translation>导入人：</translation>
    </message>
    <message>
        <source>Imported with batch {name}</source>
        <translation>随批次 {name} 导入</translation>
    </message>
    <message>
        <source>Imports parcels from a shapefile, GeoPackage, file geodatabase, GeoJSON, KML, DXF, table, boundary-point TXT or VCT, or from a folder or zip of them, as one batch. CRS, encoding, fields and the unit of the area are concluded and the report says why. A row that cannot become a parcel is quarantined with its reason, a row that is only a point becomes a clue: read = imported + quarantined, clues included. Parcels on ground that is in the ledger already are linked, not removed. The same file is not imported twice. A dry run reads and checks everything and writes only the report and the checks.</source>
        <translation>从Shapefile、GeoPackage、文件地理数据库、GeoJSON、KML、DXF、表格、界址点TXT或VCT，或从含有这些文件的文件夹、压缩包，导入图斑为一个批次。坐标系、编码、字段和面积单位自动判定，报告说明依据。不能成为图斑的行注明原因后隔离，只有点位的行作为线索：读取 = 导入 + 隔离，线索计入导入。与台账中已有图斑重合的建立关联，不删除。同一文件不重复导入。试运行只读取和检查，仅写出报告和检查结果。</translation>
    </message>
    <message>
        <source>In</source>
        <translation>落入</translation>
    </message>
    <message>
        <source>In another county ({code})</source>
        <translation>在外县（{code}）</translation>
    </message>
    <message>
        <source>In charge</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>具体情况</translation>
    </message>
    <message>
        <source>In force again for {count} parcels: {what}</source>
        <translation>已恢复 {count} 个图斑：{what}</translation>
    </message>
    <message>
        <source>In force again, {number}: {what}</source>
        <translation>已恢复，{number}：{what}</translation>
    </message>
    <message>
        <source>In force only</source>
        <translation>仅现行有效</translation>
    </message>
    <message>
        <source>In force: what was registered counts in every screening.</source>
        <translation>有效：登记的数据计入每次套合。</translation>
    </message>
    <message>
        <source>In full</source>
        <translation>完整内容</translation>
    </message>
    <message>
        <source>In mu; the classes add up to the parcels.</source>
        <translation>单位亩；各地类之和等于图斑面积。</translation>
    </message>
    <message>
        <source>In no registered place</source>
        <translation>不在已登记行政区内的图斑</translation>
    </message>
    <message>
        <source>In place after the cut-off</source>
        <translation>时点后到位</translation>
    </message>
    <message>
        <source>In place and accepted</source>
        <translation>整改到位与验收</translation>
    </message>
    <message>
        <source>In place before the demolition?</source>
        <translation>到位日期早于拆除日期</translation>
    </message>
    <message>
        <source>In place on {day}; it was to be by {cut_off}. Whether it counts, the county decides.</source>
        <translation>{day}到位，应于{cut_off}前完成。是否计入由县级认定。</translation>
    </message>
    <message>
        <source>In place since</source>
        <translation>到位日期</translation>
    </message>
    <message>
        <source>In the copy, event {seq} ({action}) was not taken by the rules: {reason}</source>
        <translation>副本中第 {seq} 号事件（{action}）不合规则：{reason}</translation>
    </message>
    <message>
        <source>In the map</source>
        <translation>地图内</translation>
    </message>
    <message>
        <source>In the shapefile</source>
        <translation>文件中的内容</translation>
    </message>
    <message>
        <source>In the total</source>
        <translation>计入总任务</translation>
    </message>
    <message>
        <source>In the total, mu</source>
        <translation>计入总任务（亩）</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Input key</source>
        <translation>输入摘要</translation>
    </message>
    <message>
        <source>Inside the other</source>
        <translation>在对方内</translation>
    </message>
    <message>
        <source>Inspection visit</source>
        <translation>巡查督导</translation>
    </message>
    <message>
        <source>Inspection visit ({count})…</source>
        <translation>巡查督导（{count}）…</translation>
    </message>
    <message>
        <source>Inspection visits</source>
        <translation>巡查督导记录</translation>
    </message>
    <message>
        <source>Internal: keep safe</source>
        <translation>内部资料，注意保管</translation>
    </message>
    <message>
        <source>Intersections</source>
        <translation>套合图形</translation>
    </message>
    <message>
        <source>Involved</source>
        <translation>涉及</translation>
    </message>
    <message>
        <source>Involved + not involved + no data + not screened = parcels. No data: the parcel lies outside the data (no land use covers it). Not screened: also where nothing was found but a cut failed. Ground that several layers of a role share counts once. Areas in mu are sums of the figures printed for each parcel. Roles lie on each other: they are not added up.</source>
        <translation>涉及 + 不涉及 + 无数据 + 未套合 = 图斑数。无数据：图斑位于数据范围之外（没有地类图斑覆盖）。未套合：也包括未发现涉及但有图形切割失败的图斑。同一类型多个图层的重叠部分只计一次。亩数为各图斑印出数值之和。各类红线相互叠加，不相加。</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>交并比</translation>
    </message>
    <message>
        <source>Is the Chinese text right? When it is garbled, choose another encoding; the table is read again at once.</source>
        <translation>请核对中文是否正确。如有乱码，请换一种编码，表格会立即重新读取。</translation>
    </message>
    <message>
        <source>Issued again</source>
        <translation>已重新下发</translation>
    </message>
    <message>
        <source>Issued again for</source>
        <translation>重新下发自</translation>
    </message>
    <message>
        <source>Issued again for batch {batch}</source>
        <translation>重新下发，原批次：{batch}</translation>
    </message>
    <message>
        <source>Issued again for batch {name}</source>
        <translation>对批次{name}的重新下发</translation>
    </message>
    <message>
        <source>Issued again for the batch (name or id)</source>
        <translation>重新下发所替换的批次（名称或编号）</translation>
    </message>
    <message>
        <source>Issued again with a smaller outline</source>
        <translation>重新下发后范围变小</translation>
    </message>
    <message>
        <source>Issued again?</source>
        <translation>是否重新下发？</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>下发来源</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>文书日期</translation>
    </message>
    <message>
        <source>Issued with {before} m², issued again with {after} m².</source>
        <translation>原下发{before}平方米，重新下发{after}平方米。</translation>
    </message>
    <message>
        <source>Issued {issued} mu, computed {computed} mu</source>
        <translation>下发 {issued} 亩，计算 {computed} 亩</translation>
    </message>
    <message>
        <source>It has answers of its own that differ ({fields}): nothing is taken over; correct them by hand.</source>
        <translation>该图斑已有不同的填报内容（{fields}），未承接；请人工更正。</translation>
    </message>
    <message>
        <source>It is gone</source>
        <translation>已清除</translation>
    </message>
    <message>
        <source>It is gone…</source>
        <translation>已清除…</translation>
    </message>
    <message>
        <source>It is the selected parcel…</source>
        <translation>即所选图斑…</translation>
    </message>
    <message>
        <source>It is this level&apos;s turn</source>
        <translation>轮到本级签字</translation>
    </message>
    <message>
        <source>It was found on {found}: {day} cannot be the day on which it is gone.</source>
        <translation>该残留物于{found}发现，消除日期不能是{day}。</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Journal: {anchor}</source>
        <translation>台账凭证：{anchor}</translation>
    </message>
    <message>
        <source>Judged by the rules {rules}, SHA-256 {sha}</source>
        <translation>判定规则 {rules}，SHA-256 {sha}</translation>
    </message>
    <message>
        <source>Judged by version {version} of the rules for photos.</source>
        <translation>按照片核对规则第 {version} 版判断。</translation>
    </message>
    <message>
        <source>Judged by {rules} as the county edited them; the program ships {shipped}.</source>
        <translation>按本县修改的 {rules} 判定；程序随附的是 {shipped}。</translation>
    </message>
    <message>
        <source>Judged by {rules}, which the ledger carries; the program ships {shipped}: “Take over shipped rules” in the toolbox brings them into the ledger.</source>
        <translation>按台账所带的 {rules} 判定；程序随附的是 {shipped}：可用工具箱中的“采用随附规则”带入台账。</translation>
    </message>
    <message>
        <source>KIND is {kind}: use one of {known}.</source>
        <translation>KIND为{kind}：请使用{known}之一。</translation>
    </message>
    <message>
        <source>Keep both dates with outline and capture dates among the parcel&apos;s files</source>
        <translation>把带图斑界线和拍摄日期的前后影像存入本图斑附件</translation>
    </message>
    <message>
        <source>Keep in</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Keep ours</source>
        <translation>保留本台账的</translation>
    </message>
    <message>
        <source>Keys for checking parcels</source>
        <translation>核查快捷键</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Kind of batch</source>
        <translation>批次类别</translation>
    </message>
    <message>
        <source>Kind of package</source>
        <translation>成果包种类</translation>
    </message>
    <message>
        <source>Land classes</source>
        <translation>三大类</translation>
    </message>
    <message>
        <source>Land classes by vintage</source>
        <translation>各年度三大类面积</translation>
    </message>
    <message>
        <source>Land classes by {role}. Areas in mu; shares in per cent of the parcel. — : not screened.</source>
        <translation>地类按{role}。面积单位：亩；占比为占本图斑的百分比。“—”为未套合。</translation>
    </message>
    <message>
        <source>Land classes go by the longest known prefix of the code; ridges taken off cropland are other farmland. In m² and in mu the classes add up to the parcel exactly (largest remainder).</source>
        <translation>地类按编码的最长前缀归类；扣除的田坎计入非耕农用地。平方米和亩两种单位下各类之和都与图斑面积完全相等（最大余数法平差）。</translation>
    </message>
    <message>
        <source>Land use by vintage</source>
        <translation>各时点地类</translation>
    </message>
    <message>
        <source>Later steps rest on this one: undo the newest first.</source>
        <translation>后面还有办理步骤：请从最新的一步开始撤销。</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>纬度</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Layer (GeoPackage with several)</source>
        <translation>图层（GeoPackage 含多个时）</translation>
    </message>
    <message>
        <source>Layer (GeoPackage with several), or schema.table of a database</source>
        <translation>图层（GeoPackage 有多个时），或数据库的 模式.表名</translation>
    </message>
    <message>
        <source>Layer Files</source>
        <translation>图层文件</translation>
    </message>
    <message>
        <source>Layer file, folder or zip; a layer of the project; or postgresql://… of a database</source>
        <translation>图层文件、文件夹或压缩包；工程中的图层；或数据库地址 postgresql://…</translation>
    </message>
    <message>
        <source>Layer {name}, vintage {vintage}
SHA-256 {hash}</source>
        <translation>图层 {name}，时点 {vintage}
SHA-256 {hash}</translation>
    </message>
    <message>
        <source>Layers (*.shp *.gpkg *.zip *.geojson *.json *.kml *.kmz *.dxf *.vct *.txt *.xlsx *.csv);;All files (*)</source>
        <translation>图层 (*.shp *.gpkg *.zip *.geojson *.json *.kml *.kmz *.dxf *.vct *.txt *.xlsx *.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Layers of this kind are taken from the project: add it to the map first, then from there.</source>
        <translation>此类图层须先加到地图，再从工程图层登记。</translation>
    </message>
    <message>
        <source>Leans to: {sentence} (presumed: {presumed})</source>
        <translation>倾向：{sentence}（假定：{presumed}）</translation>
    </message>
    <message>
        <source>Least area of a piece (m²)</source>
        <translation>碎块最小面积（平方米）</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不恢复</translation>
    </message>
    <message>
        <source>Leave the text field</source>
        <translation>离开输入框</translation>
    </message>
    <message>
        <source>Leave what stands in this ledger; of a chosen parcel, in all its fields</source>
        <translation>保留本台账的值；选中图斑时，对其全部字段</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Ledger (*.gpkg)</source>
        <translation>台账 (*.gpkg)</translation>
    </message>
    <message>
        <source>Ledger event {seq}</source>
        <translation>台账第 {seq} 条记录</translation>
    </message>
    <message>
        <source>Ledger to restore (may be missing)</source>
        <translation>要恢复的台账（可以不存在）</translation>
    </message>
    <message>
        <source>Ledger {held} + this batch {new} − overlap {common} = &lt;b&gt;{total}&lt;/b&gt;</source>
        <translation>台账 {held} ＋ 本批 {new} － 重合 {common} ＝ &lt;b&gt;{total}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Ledger {name} created.</source>
        <translation>台账 {name} 已建立。</translation>
    </message>
    <message>
        <source>Ledger: {name}; {count} parcels; encoding {encoding}; {when}</source>
        <translation>台账：{name}；图斑 {count} 个；编码 {encoding}；{when}</translation>
    </message>
    <message>
        <source>Ledgers in a database need the Python package psycopg2, which this QGIS lacks: install python3-psycopg2 (OSGeo4W or the system&apos;s packages) and start QGIS again.</source>
        <translation>数据库台账需要 Python 包 psycopg2，此 QGIS 缺少它：请安装 python3-psycopg2（OSGeo4W 或系统软件包）后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Left by red lines</source>
        <translation>红线未压盖范围</translation>
    </message>
    <message>
        <source>Left on the ground</source>
        <translation>现场残留</translation>
    </message>
    <message>
        <source>Left on the ground: {kind}, {area} m² ({day}, {person})</source>
        <translation>现场残留：{kind}，{area} 平方米（{day}，{person}）</translation>
    </message>
    <message>
        <source>Left on the ground: {number}</source>
        <translation>现场残留：{number}</translation>
    </message>
    <message>
        <source>Left out: this line is not signed.</source>
        <translation>已排除：此行未签字。</translation>
    </message>
    <message>
        <source>Left to people (unsure)</source>
        <translation>存疑，留给人工</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>透镜</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级次</translation>
    </message>
    <message>
        <source>Level (0 = whose turn it is)</source>
        <translation>签字级次（0 = 当前轮到的一级）</translation>
    </message>
    <message>
        <source>Level {level} cannot be signed by the method {method}.</source>
        <translation>第 {level} 级不能用“{method}”方式签字。</translation>
    </message>
    <message>
        <source>Level {level} has not signed yet: it signs first.</source>
        <translation>第 {level} 级还没有签字，须先签。</translation>
    </message>
    <message>
        <source>Level {level} has signed already.</source>
        <translation>第 {level} 级已经签过字。</translation>
    </message>
    <message>
        <source>Level {level} is signed by the role {role}, which this person does not have.</source>
        <translation>第 {level} 级由{role}签字，所选人员没有该身份。</translation>
    </message>
    <message>
        <source>Lies in {names} ({role}).</source>
        <translation>位于{names}（{role}）。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>红绿灯</translation>
    </message>
    <message>
        <source>Line {line} is neither UTF-8 nor GBK: its damaged characters stand as �.</source>
        <translation>第 {line} 行既非 UTF-8 也非 GBK：损坏的字符以 � 代替。</translation>
    </message>
    <message>
        <source>Line {line} was not understood: {text}</source>
        <translation>第 {line} 行无法识别：{text}</translation>
    </message>
    <message>
        <source>Line {line}: a point stands twice in a row ({count} times in this plot).</source>
        <translation>第 {line} 行：同一点连续写了两次（本地块共 {count} 处）。</translation>
    </message>
    <message>
        <source>Line {line}: an attribute row stands outside of a table.</source>
        <translation>第 {line} 行：属性记录不在任何表内。</translation>
    </message>
    <message>
        <source>Line {line}: coordinates stand outside of a section [地块坐标]; they were read.</source>
        <translation>第 {line} 行：坐标写在 [地块坐标] 段之外，已读取。</translation>
    </message>
    <message>
        <source>Line {line}: points without a plot line before them.</source>
        <translation>第 {line} 行：界址点之前没有地块行。</translation>
    </message>
    <message>
        <source>Line {line}: ring number {ring} comes a second time; it was read as a ring of its own.</source>
        <translation>第 {line} 行：圈号 {ring} 再次出现，已按独立的一圈读取。</translation>
    </message>
    <message>
        <source>Line {line}: the closing point repeats one coordinate twice; the ring was closed on its first point.</source>
        <translation>第 {line} 行：闭合点的两个坐标相同；已按首点闭合。</translation>
    </message>
    <message>
        <source>Line {line}: the closing point {point} lies {distance} beside the first point (line {first}); the ring was closed on the first.</source>
        <translation>第 {line} 行：闭合点 {point} 偏离首点（第 {first} 行）{distance}，已闭合到首点。</translation>
    </message>
    <message>
        <source>Line {line}: the point numbers start again at {point}; a new ring was begun.</source>
        <translation>第 {line} 行：点号从 {point} 重新开始，已按新的一圈读取。</translation>
    </message>
    <message>
        <source>Line {line}: the section {section} is not closed.</source>
        <translation>第 {line} 行：{section} 段没有结束标记。</translation>
    </message>
    <message>
        <source>Line {line}: {mark} stands within the section {section}; it was passed over.</source>
        <translation>第 {line} 行：{mark} 出现在 {section} 段内，已跳过。</translation>
    </message>
    <message>
        <source>Line {line}: {plot} alone is written with the zone number {zone}; it was taken off.</source>
        <translation>第 {line} 行：只有 {plot} 的横坐标带有带号 {zone}，已去掉。</translation>
    </message>
    <message>
        <source>Line {line}: {plot} is written without the zone number; zone {zone} of the header was put before its eastings.</source>
        <translation>第 {line} 行：{plot} 的横坐标没有带号，已按文件头补上 {zone} 带。</translation>
    </message>
    <message>
        <source>Line {line}: {plot} writes its coordinates in the other order than the rest of the file; it was read so.</source>
        <translation>第 {line} 行：{plot} 的坐标先后顺序与文件其余部分相反，已按其自身顺序读取。</translation>
    </message>
    <message>
        <source>Lines not signed</source>
        <translation>未签字的行</translation>
    </message>
    <message>
        <source>Lines outside of any section were not read (lines {lines}).</source>
        <translation>有行不在任何段内，未读取（第 {lines} 行）。</translation>
    </message>
    <message>
        <source>Link parcels on the same ground</source>
        <translation>登记重合图斑</translation>
    </message>
    <message>
        <source>Link to map</source>
        <translation>联动地图</translation>
    </message>
    <message>
        <source>List of the recheck</source>
        <translation>“回头看”清单</translation>
    </message>
    <message>
        <source>Lists for programs: photos of no parcel, refused files, flags (none when empty)</source>
        <translation>供程序读取的清单：未对应照片、拒收文件、疑点（不填则不写）</translation>
    </message>
    <message>
        <source>Locate Parcels…</source>
        <translation>套合坐落…</translation>
    </message>
    <message>
        <source>Locate parcels</source>
        <translation>套合坐落</translation>
    </message>
    <message>
        <source>Locate the parcels</source>
        <translation>套合坐落</translation>
    </message>
    <message>
        <source>Location and red lines  1:{scale}</source>
        <translation>位置与红线套合图  1:{scale}</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录账号</translation>
    </message>
    <message>
        <source>Long-term control</source>
        <translation>列入长期管控</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>经度</translation>
    </message>
    <message>
        <source>Look at it first, then press Enter again.</source>
        <translation>请先看一下，再按回车键。</translation>
    </message>
    <message>
        <source>Look for overlaps that are not linked yet (after a merge)</source>
        <translation>查找尚未关联的重合图斑（合并台账之后）</translation>
    </message>
    <message>
        <source>Looking for results that no longer hold</source>
        <translation>检查失效的套合结果</translation>
    </message>
    <message>
        <source>Looks unchanged, % (±10)</source>
        <translation>疑似未变，%（±10）</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>最低得分</translation>
    </message>
    <message>
        <source>MODE {value} is unknown: use {known}.</source>
        <translation>MODE {value} 无法识别：请用 {known}。</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Made by:</source>
        <translation>制表人：</translation>
    </message>
    <message>
        <source>Main building left standing</source>
        <translation>主体建筑未拆（疑似拆次留主）</translation>
    </message>
    <message>
        <source>Make a new ledger for a county</source>
        <translation>为一个县新建台账</translation>
    </message>
    <message>
        <source>Make evidence packages</source>
        <translation>生成举证成果包</translation>
    </message>
    <message>
        <source>Make packages</source>
        <translation>生成成果包</translation>
    </message>
    <message>
        <source>Makes one PDF with the forms on which the next level signs by hand: a form for each campaign, level and village or township, 20 parcels a page, each page with a QR code. The forms are noted in the journal, so that scans of them are recognised later. Parcels that wait for no signature are left out and named.</source>
        <translation>生成供下一级手签的纸质签字表（PDF）：按专项行动、级次、村或乡镇分表，每页 20 个图斑，每页带二维码。签字表记入流水，扫描后可以自动识别。不在待签状态的图斑不列入，并逐个说明。</translation>
    </message>
    <message>
        <source>Makes one package per parcel: the A4 evidence sheet (PDF), overlap tables, the polygon as issued, imagery windows and the parcel&apos;s journal, sealed with SHA-256 and SM3. Parcels that lack something a package of this kind needs are held back and listed in the report with how to mend it. A package stands under its final name only when complete and checked.</source>
        <translation>每个图斑生成一个成果包：A4 举证图表（PDF）、套合面积表、下发图形、影像截图和图斑日志，以 SHA-256 和 SM3 封存。缺少该类成果包所需内容的图斑暂缓，连同补正办法列入报告。成果包只有完整并通过自检后才以正式名称出现。</translation>
    </message>
    <message>
        <source>Many numbers are those of batch {name}: if this is a new issue of it, import it with REISSUE_OF.</source>
        <translation>许多编号与批次{name}相同：如系重新下发，请填写REISSUE_OF后导入。</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>字段对应</translation>
    </message>
    <message>
        <source>Mapping “{name}” of {day} is used.</source>
        <translation>已套用 {day} 保存的字段对应“{name}”。</translation>
    </message>
    <message>
        <source>Mark control buildings</source>
        <translation>点对照建筑</translation>
    </message>
    <message>
        <source>Match field photos with parcels and check them</source>
        <translation>把现场照片挂接到图斑并逐张核对</translation>
    </message>
    <message>
        <source>Matched by</source>
        <translation>对应方式</translation>
    </message>
    <message>
        <source>Matched by (auto = name and folder first, then position)</source>
        <translation>对应方式（auto = 先按文件名和文件夹，再按位置）</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>处置方式</translation>
    </message>
    <message>
        <source>Measure (suggested)</source>
        <translation>处置方式（建议）</translation>
    </message>
    <message>
        <source>Measure a length on the ellipsoid: click points, right click ends</source>
        <translation>量测椭球面长度：单击加点，右键结束</translation>
    </message>
    <message>
        <source>Measure an area on the ellipsoid: click corners, right click ends</source>
        <translation>量测椭球面面积：单击拐点，右键结束</translation>
    </message>
    <message>
        <source>Measure this parcel&apos;s images anew: after other images, control buildings or another profile</source>
        <translation>重新量测本图斑的影像：换了影像、对照建筑或口径之后</translation>
    </message>
    <message>
        <source>Measure this parcel&apos;s images before and after now</source>
        <translation>立即量测本图斑的前后影像</translation>
    </message>
    <message>
        <source>Measures how much of a planned site lies in permanent basic farmland, ecological red lines and every other registered layer, how far the nearest of them is where none is touched, and which parcels of the ledger lie on the same ground. The site is a polygon layer, a file, or a polygon as WKT; several are checked at once. The report advises, names the data by vintage and hash, and writes nothing into the ledger.</source>
        <translation>计算拟选地块占用永久基本农田、生态保护红线及其他已登记图层的面积；未占用时给出最近距离；并列出同一范围内的台账图斑。地块可为面图层、文件或 WKT 面，可一次检查多个。报告只作建议，注明所用数据的时点和哈希值，不向台账写入任何内容。</translation>
    </message>
    <message>
        <source>Measures how much of a planned site lies in permanent basic farmland, red lines and other registered layers. Nothing is written into the ledger.</source>
        <translation>量算拟选地块占用永久基本农田、红线及其他已登记图层的面积。不写入台账。</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Merge Field Copy…</source>
        <translation>合并外业副本…</translation>
    </message>
    <message>
        <source>Merge field copy</source>
        <translation>合并外业副本</translation>
    </message>
    <message>
        <source>Merge of the field copy {name}</source>
        <translation>外业副本合并：{name}</translation>
    </message>
    <message>
        <source>Met: {node}</source>
        <translation>已完成：{node}</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>签字方式</translation>
    </message>
    <message>
        <source>Metres from the parcel&apos;s edge a photo may be matched over</source>
        <translation>按位置对应时距图斑边线的最大距离（米）</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Min–max</source>
        <translation>最小–最大</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺项</translation>
    </message>
    <message>
        <source>Missing: of the three responsibilities, and of measure and deadline while the case is open.</source>
        <translation>缺项：三项责任中没有落实的，以及未办结图斑没有明确的处置措施、处置时限。</translation>
    </message>
    <message>
        <source>Monitored area</source>
        <translation>监测面积</translation>
    </message>
    <message>
        <source>Monitored area (mu)</source>
        <translation>监测面积（亩）</translation>
    </message>
    <message>
        <source>Monitored area (m²)</source>
        <translation>监测面积（平方米）</translation>
    </message>
    <message>
        <source>Monitored area as issued; the computed area where none was issued</source>
        <translation>下发的监测面积；未下发的用计算面积</translation>
    </message>
    <message>
        <source>Monitored area, mu</source>
        <translation>监测面积（亩）</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More conditions: batch, township, red line, deadline, hard cases, map, selection</source>
        <translation>更多条件：批次、乡镇、红线、期限、难点、地图范围、选中项</translation>
    </message>
    <message>
        <source>Move ledger</source>
        <translation>迁移台账</translation>
    </message>
    <message>
        <source>Move to (new file, or postgresql://…)</source>
        <translation>迁移到（新文件，或 postgresql://…）</translation>
    </message>
    <message>
        <source>Moved to {target}: {events} events and {files} files came along.</source>
        <translation>已迁移到 {target}：带去 {events} 条留痕、{files} 个文件。</translation>
    </message>
    <message>
        <source>Moves a ledger file into an empty PostgreSQL database with PostGIS (postgresql://login@host/database), or a ledger in a database into a new file: every row, the whole journal with its hashes, and the files beside it. The new ledger is read back and compared before the old one is marked; from then on the old one can only be read.</source>
        <translation>把台账文件迁入装有 PostGIS 的空 PostgreSQL 数据库（postgresql://账号@主机/数据库），或把数据库台账迁为新文件：每一行、全部留痕及其哈希、以及旁边的文件一并迁移。新台账读回比对无误后才标记旧台账；此后旧台账只能读取。</translation>
    </message>
    <message>
        <source>N</source>
        <translation>北</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name (empty = the file&apos;s name)</source>
        <translation>名称（空 = 文件名）</translation>
    </message>
    <message>
        <source>Name (what the map shows and what is selected is not saved)</source>
        <translation>名称（地图范围与选中项不随筛选保存）</translation>
    </message>
    <message>
        <source>Name of the batch</source>
        <translation>批次名称</translation>
    </message>
    <message>
        <source>Name of the batch (empty = the file&apos;s name)</source>
        <translation>批次名称（空 = 文件名）</translation>
    </message>
    <message>
        <source>Name the server and the database.</source>
        <translation>请填写服务器和数据库。</translation>
    </message>
    <message>
        <source>Name, role, department or place</source>
        <translation>姓名、身份、部门或所在地</translation>
    </message>
    <message>
        <source>Names, separated by commas</source>
        <translation>姓名，用逗号分隔</translation>
    </message>
    <message>
        <source>Neither the source file nor a sound copy beside the ledger is there: nothing can be screened against it. Bring one of them back, or register the layer again in its place.</source>
        <translation>源文件和台账旁完好的副本均不存在：无法据此套合审查。请找回其一，或重新登记该图层以替换。</translation>
    </message>
    <message>
        <source>Net area m²</source>
        <translation>净面积（平方米）</translation>
    </message>
    <message>
        <source>New Ledger</source>
        <translation>新建台账</translation>
    </message>
    <message>
        <source>New Ledger…</source>
        <translation>新建台账…</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新文件夹</translation>
    </message>
    <message>
        <source>New issue</source>
        <translation>重新下发</translation>
    </message>
    <message>
        <source>New ledger</source>
        <translation>新建台账</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>New photos or documents</source>
        <translation>新增照片或材料</translation>
    </message>
    <message>
        <source>Newest image</source>
        <translation>最新影像</translation>
    </message>
    <message>
        <source>Next parcel</source>
        <translation>下一个图斑</translation>
    </message>
    <message>
        <source>Next parcel in the order of walking</source>
        <translation>按所选顺序的下一个图斑</translation>
    </message>
    <message>
        <source>Next parcel of the table (Alt+Right)</source>
        <translation>表中下一个图斑（Alt+→）</translation>
    </message>
    <message>
        <source>Next parcel without a finding</source>
        <translation>下一个尚未认定的图斑</translation>
    </message>
    <message>
        <source>Next photo (key →)</source>
        <translation>下一张（→ 键）</translation>
    </message>
    <message>
        <source>Next step: {step}</source>
        <translation>下一步：{step}</translation>
    </message>
    <message>
        <source>Next steps</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next unfinished parcel</source>
        <translation>下一个未完成图斑</translation>
    </message>
    <message>
        <source>Next ▶</source>
        <translation>下一个 ▶</translation>
    </message>
    <message>
        <source>No Chinese font is installed: Chinese text on the sheets will be boxes. Install one, for example fonts-wqy-microhei.</source>
        <translation>没有安装中文字体：图表上的中文会显示为方框。请安装一种，如 fonts-wqy-microhei。</translation>
    </message>
    <message>
        <source>No Dask scheduler answers at {address} within {seconds} s: check the address (tcp://host:8786) and that the scheduler runs.</source>
        <translation>{seconds} 秒内 {address} 没有 Dask 调度器应答：请检查地址（tcp://主机:8786）以及调度器是否在运行。</translation>
    </message>
    <message>
        <source>No Python with shapely 2 was found beside QGIS: install shapely 2 or newer.</source>
        <translation>QGIS 旁没有带 shapely 2 的 Python：请安装 shapely 2 或更高版本。</translation>
    </message>
    <message>
        <source>No Python with shapely 2 was found beside QGIS: the slower engine is used.</source>
        <translation>QGIS 旁没有带 shapely 2 的 Python：改用较慢的引擎。</translation>
    </message>
    <message>
        <source>No QR code can be read on it (cut off, torn, covered or blurred): type the form code printed under the QR code, or scan the page again.</source>
        <translation>未能读出二维码（被裁掉、撕破、遮挡或模糊）：请输入二维码下方所印的表单编码，或重新扫描该页。</translation>
    </message>
    <message>
        <source>No backup at {path}: check the path.</source>
        <translation>{path} 处没有备份：请检查路径。</translation>
    </message>
    <message>
        <source>No copy at {path}: check the path.</source>
        <translation>{path} 处没有副本：请检查路径。</translation>
    </message>
    <message>
        <source>No cropland on the site by {role}.</source>
        <translation>按{role}，地块内没有耕地。</translation>
    </message>
    <message>
        <source>No deadline</source>
        <translation>无期限</translation>
    </message>
    <message>
        <source>No disposition yet</source>
        <translation>尚无处置意见</translation>
    </message>
    <message>
        <source>No earlier issue of these parcels has a case to take over.</source>
        <translation>所选图斑没有可承接的上次下发案件。</translation>
    </message>
    <message>
        <source>No earlier issue of this parcel has a case to take over.</source>
        <translation>该图斑没有可承接的上次下发案件。</translation>
    </message>
    <message>
        <source>No field holds the numbers: parcels are numbered by file and row.</source>
        <translation>没有编号字段：图斑将按“文件-行号”编号。</translation>
    </message>
    <message>
        <source>No finding chosen yet: press a digit, or → to leave the parcel for later.</source>
        <translation>尚未选择认定意见：请按数字键，或按 → 留待以后。</translation>
    </message>
    <message>
        <source>No further parcel that way in the table as it is filtered.</source>
        <translation>按当前筛选，该方向上没有更多图斑。</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>无影像</translation>
    </message>
    <message>
        <source>No image is registered yet</source>
        <translation>尚未登记影像</translation>
    </message>
    <message>
        <source>No image is registered: register one before and one after with registerimagery first.</source>
        <translation>尚未登记影像：请先用“登记影像”登记前、后时相各一幅。</translation>
    </message>
    <message>
        <source>No image registered in the ledger shows these parcels: register one, or choose a file.</source>
        <translation>台账中没有覆盖这些图斑的影像：请先登记影像，或选择文件。</translation>
    </message>
    <message>
        <source>No land use is registered: rubble cannot be told from fields.</source>
        <translation>没有登记地类图层：无法区分碎石瓦砾与耕地。</translation>
    </message>
    <message>
        <source>No layer of the role {role} is registered: register one with registerredline first.</source>
        <translation>没有登记用途为 {role} 的图层：请先用“登记红线”登记。</translation>
    </message>
    <message>
        <source>No layer of villages or townships is registered: register one with registerredline first.</source>
        <translation>没有登记村或乡镇图层：请先用“登记红线”（registerredline）登记。</translation>
    </message>
    <message>
        <source>No ledger at {path}: check the path, or create one.</source>
        <translation>{path} 处没有台账：请检查路径或新建。</translation>
    </message>
    <message>
        <source>No ledger is open. A ledger holds the parcels of one county, what was found and who did it.</source>
        <translation>没有打开台账。台账保存一个县的图斑、认定意见和经办人。</translation>
    </message>
    <message>
        <source>No ledger is open: open or create one first.</source>
        <translation>没有打开台账：请先打开或新建。</translation>
    </message>
    <message>
        <source>No longer holds: {why}. Screen again.</source>
        <translation>结果已失效：{why}。请重新套合。</translation>
    </message>
    <message>
        <source>No other scene covers this parcel.</source>
        <translation>没有其他影像覆盖该图斑。</translation>
    </message>
    <message>
        <source>No outline of the county is registered: register the village layer as a red line, and this page counts the parcels inside it.</source>
        <translation>尚未登记县界：把村级行政区图层登记为红线后，此页会统计落在县界内的图斑。</translation>
    </message>
    <message>
        <source>No page has all of these words: use fewer or shorter ones.</source>
        <translation>没有同时含这些词的页面：请少输几个字再试。</translation>
    </message>
    <message>
        <source>No parcel chosen</source>
        <translation>未选择图斑</translation>
    </message>
    <message>
        <source>No parcel has the number {number}: look it up in the parcels&apos; table.</source>
        <translation>没有编号为 {number} 的图斑：请在图斑列表中查找。</translation>
    </message>
    <message>
        <source>No parcel is chosen for the form.</source>
        <translation>没有选择要打印到表上的图斑。</translation>
    </message>
    <message>
        <source>No parcel is chosen: choose the one the picture is about.</source>
        <translation>尚未选择图斑：请先选择对比图所属的图斑。</translation>
    </message>
    <message>
        <source>No parcel is selected.</source>
        <translation>没有选中图斑。</translation>
    </message>
    <message>
        <source>No parcel is selected: select some in the table or on the map, or choose All.</source>
        <translation>没有选中图斑：请在表中或地图上选择，或选“全部”。</translation>
    </message>
    <message>
        <source>No parcel lies on both sides: nothing was written.</source>
        <translation>没有跨边界的图斑：未写入任何内容。</translation>
    </message>
    <message>
        <source>No photos or files in this round yet.</source>
        <translation>本轮尚无照片或附件。</translation>
    </message>
    <message>
        <source>No polygon is selected: nothing was written.</source>
        <translation>没有选中任何面：未写出文件。</translation>
    </message>
    <message>
        <source>No polygon of {path} lies in the image: check its coordinate system.</source>
        <translation>{path}中没有落在影像范围内的面：请检查其坐标系。</translation>
    </message>
    <message>
        <source>No problem</source>
        <translation>非问题图斑</translation>
    </message>
    <message>
        <source>No red line is registered yet.</source>
        <translation>尚未登记红线。</translation>
    </message>
    <message>
        <source>No red line of these roles is registered: register one with registerredline first.</source>
        <translation>没有登记这些类型的红线：请先登记红线。</translation>
    </message>
    <message>
        <source>No scene from after covers this parcel.</source>
        <translation>没有后时相影像覆盖该图斑。</translation>
    </message>
    <message>
        <source>No scene from before covers this parcel.</source>
        <translation>没有前时相影像覆盖该图斑。</translation>
    </message>
    <message>
        <source>No scene is shown: there is nothing to take a picture of.</source>
        <translation>没有显示影像，无法生成对比图：请先为窗格选择影像。</translation>
    </message>
    <message>
        <source>No step is open for a parcel that is not in force any more.</source>
        <translation>该图斑已不再有效，不能再办理。</translation>
    </message>
    <message>
        <source>No step is possible and every clock stands still until the case is released.</source>
        <translation>挂起期间不能办理任何步骤，期限停止计算，直到解除。</translation>
    </message>
    <message>
        <source>No step leads on from here.</source>
        <translation>此处没有可办理的步骤。</translation>
    </message>
    <message>
        <source>No two parcels of this ledger lie on the same ground.</source>
        <translation>本台账中没有重合的图斑。</translation>
    </message>
    <message>
        <source>No vintage was given: results cannot say of which year these data are.</source>
        <translation>未填时点：结果无法说明数据是哪一年的。</translation>
    </message>
    <message>
        <source>No {role} is registered for this ground.</source>
        <translation>该范围没有登记{role}。</translation>
    </message>
    <message>
        <source>No {seq} · {text}
SHA-256 {hash}</source>
        <translation>第 {seq} 条 · {text}
SHA-256 {hash}</translation>
    </message>
    <message>
        <source>No {seq}: {what}</source>
        <translation>第 {seq} 号：{what}</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Nobody has answered yet.</source>
        <translation>尚无人说明。</translation>
    </message>
    <message>
        <source>Nobody has signed on the pad.</source>
        <translation>签名板上还没有签名。</translation>
    </message>
    <message>
        <source>Nobody ticked: whoever has the level&apos;s role in the parcel&apos;s village or township.</source>
        <translation>不勾选时，按图斑所在村、乡镇中具有该级身份的人员认定。</translation>
    </message>
    <message>
        <source>None of the {count} parcels selected is in force any more, a new issue replaced or withdrew them: select others.</source>
        <translation>所选 {count} 个图斑均已被重新下发替换或撤回，不再有效：请另行选择。</translation>
    </message>
    <message>
        <source>None of the {count} parcels selected is in force any more, a new issue replaced or withdrew them: set INCLUDE_REPLACED to hand them out all the same.</source>
        <translation>所选 {count} 个图斑均已被重新下发替代或撤回：如仍需导出，请设置 INCLUDE_REPLACED。</translation>
    </message>
    <message>
        <source>None of the {count} parcels selected is in force any more: nothing can be recorded of them.</source>
        <translation>所选 {count} 个图斑均已被重新下发替代或撤回，不能再填写认定意见。</translation>
    </message>
    <message>
        <source>None of the {count} parcels the table shows is in force any more: choose others.</source>
        <translation>列表所示 {count} 个图斑均已不再有效，请选择其他图斑。</translation>
    </message>
    <message>
        <source>None of the {count} parcels waits for a signature: nothing was printed.</source>
        <translation>{count} 个图斑都不在待签状态：没有打印。</translation>
    </message>
    <message>
        <source>None of the {count} selected parcels belongs to the campaign {campaign}.</source>
        <translation>所选 {count} 个图斑都不属于专项行动“{campaign}”。</translation>
    </message>
    <message>
        <source>None of these parcels was screened against these roles: run screenparcels first.</source>
        <translation>所选图斑都没有套合过这些类型的图层：请先运行“套合图斑”（screenparcels）。</translation>
    </message>
    <message>
        <source>None of today&apos;s findings of yours is left to undo; older ones are undone in the history of the case panel.</source>
        <translation>今天由您录入的认定已没有可撤销的；更早的请在“办理与签字”面板的办理记录中撤销。</translation>
    </message>
    <message>
        <source>Not</source>
        <translation>不涉及</translation>
    </message>
    <message>
        <source>Not brought in, or it would count twice</source>
        <translation>未并入（否则会重复计算）</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未检查的记录</translation>
    </message>
    <message>
        <source>Not compared: {reason}</source>
        <translation>未能比对：{reason}</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>重合未计</translation>
    </message>
    <message>
        <source>Not counted because</source>
        <translation>未计原因</translation>
    </message>
    <message>
        <source>Not covered</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>待核定</translation>
    </message>
    <message>
        <source>Not examined, no layer is registered: {roles}</source>
        <translation>未登记图层、未核对：{roles}</translation>
    </message>
    <message>
        <source>Not in {count} others: {names}</source>
        <translation>不涉及 {count} 项：{names}</translation>
    </message>
    <message>
        <source>Not involved</source>
        <translation>不涉及</translation>
    </message>
    <message>
        <source>Not matched</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>Not possible yet: {missing}</source>
        <translation>尚不能办理：{missing}</translation>
    </message>
    <message>
        <source>Not read: {what}</source>
        <translation>未读取：{what}</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Not saved: {who} changed this parcel on {when}.</source>
        <translation>未保存：{who} 已于 {when} 修改该图斑。</translation>
    </message>
    <message>
        <source>Not screened against any red line yet.</source>
        <translation>尚未与任何红线套合。</translation>
    </message>
    <message>
        <source>Not screened or changed</source>
        <translation>待套合</translation>
    </message>
    <message>
        <source>Not screened with this role, or outside the data</source>
        <translation>未与该类红线套合，或位于数据范围之外</translation>
    </message>
    <message>
        <source>Not shown by this check:</source>
        <translation>本校验不能证明的事项：</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>核查说明</translation>
    </message>
    <message>
        <source>Nothing can be recorded here: the parcel is not in force any more. {reason}</source>
        <translation>此处不能再填写：该图斑已不再有效。{reason}</translation>
    </message>
    <message>
        <source>Nothing is missing of the {monitored} m² monitored: all of it counts once it is accepted and written off.</source>
        <translation>监测面积 {monitored} 平方米无缺口：验收、销号后整块计入完成。</translation>
    </message>
    <message>
        <source>Nothing is selected in the layer {name}: select the polygons first.</source>
        <translation>图层 {name} 中没有选中任何图形：请先选中图斑。</translation>
    </message>
    <message>
        <source>Nothing is to be signed where the case stands.</source>
        <translation>案件当前没有要签的字。</translation>
    </message>
    <message>
        <source>Nothing is written yet. {ready} parcels can be done; {refused} cannot, for these reasons:</source>
        <translation>尚未写入。{ready} 个图斑可以办理；{refused} 个不能办理，原因如下：</translation>
    </message>
    <message>
        <source>Nothing new was found of the parcel&apos;s photos.</source>
        <translation>该图斑的照片没有新的核对结果。</translation>
    </message>
    <message>
        <source>Nothing shows that it is gone: attach a photo taken on {found} or later, or register an image of the parcel taken since.</source>
        <translation>没有材料证明残留已消除：请挂接{found}或之后拍摄的照片，或登记此后拍摄、覆盖该图斑的影像。</translation>
    </message>
    <message>
        <source>Nothing to attach: choose a file.</source>
        <translation>没有可附的材料：请选择文件。</translation>
    </message>
    <message>
        <source>Nothing to save.</source>
        <translation>没有需要保存的内容。</translation>
    </message>
    <message>
        <source>Nothing to take over: the ledger carries what is shipped.</source>
        <translation>无需采用：台账所带的就是随附的规则。</translation>
    </message>
    <message>
        <source>Nothing was cut: every value stands in the shapefile whole.</source>
        <translation>没有截断：所有内容都完整写入 Shapefile。</translation>
    </message>
    <message>
        <source>Nothing was undone that could be put in force again.</source>
        <translation>没有可恢复的撤销。</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Notice no.</source>
        <translation>文书编号</translation>
    </message>
    <message>
        <source>Noticed on</source>
        <translation>发现日期</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Now: {place} ({origin})</source>
        <translation>当前：{place}（{origin}）</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>OUTPUT is {value}: give a file that ends in .gpkg or .shp.</source>
        <translation>OUTPUT 为 {value}：请指定以 .gpkg 或 .shp 结尾的文件。</translation>
    </message>
    <message>
        <source>Of no parcel: {count}</source>
        <translation>未对应：{count}</translation>
    </message>
    <message>
        <source>Of the events after number {seq}</source>
        <translation>就第 {seq} 条以后的日志而言</translation>
    </message>
    <message>
        <source>Of the outline less than 0.01 m² lies inside the parcel as issued: draw inside it.</source>
        <translation>所绘范围落在下发图斑内的面积不足0.01平方米：请在图斑内绘制。</translation>
    </message>
    <message>
        <source>Of the pairs {pending} are not decided yet ({same} proposed to count once): {overlap} parcels are left out of the total on such proposals.</source>
        <translation>其中待核定 {pending} 对（建议只算一次的 {same} 对）：据此建议未计入总任务的图斑 {overlap} 个。</translation>
    </message>
    <message>
        <source>Of the parcels counted, {pending} pairs on the same ground are not decided ({same} proposed to count once): they may be counted twice.</source>
        <translation>其中 {pending} 对重合待核定（建议只计一次的 {same} 对），可能重复计算。</translation>
    </message>
    <message>
        <source>Of the whole journal</source>
        <translation>就整个日志而言</translation>
    </message>
    <message>
        <source>Of these {count} decisions, {after} were made after the suggestion was there.</source>
        <translation>这 {count} 个决定中，有 {after} 个是在已有建议之后作出的。</translation>
    </message>
    <message>
        <source>Of which year?</source>
        <translation>未填数据时点</translation>
    </message>
    <message>
        <source>Old datum (Xian 1980, Beijing 1954)</source>
        <translation>旧坐标系（1980 西安、1954 北京）</translation>
    </message>
    <message>
        <source>Old datum to CGCS2000</source>
        <translation>旧坐标系转 2000 坐标系</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>挂起、申诉中</translation>
    </message>
    <message>
        <source>On hold ({hold}): the clocks stand still.</source>
        <translation>案件{hold}，期限暂停计时。</translation>
    </message>
    <message>
        <source>On images it was not fitted to, {slipped} of {left} parcels with a building left would be suggested as gone: more than {limit} %, and more than now.</source>
        <translation>在未参与拟合的影像上，{left}处仍有建筑的图斑有{slipped}处会被建议为已拆，超过{limit}%且多于现行阈值，不能采用。</translation>
    </message>
    <message>
        <source>On the ground of</source>
        <translation>与之重合</translation>
    </message>
    <message>
        <source>On the list since</source>
        <translation>列入日期</translation>
    </message>
    <message>
        <source>On the same ground</source>
        <translation>与其他图斑重合</translation>
    </message>
    <message>
        <source>On {surveyed} the survey still found it standing: {day} cannot be the day. If the survey is wrong, correct it first.</source>
        <translation>{surveyed}外业摸排时建筑物尚在，到位日期不能是{day}；如摸排有误，请先更正摸排。</translation>
    </message>
    <message>
        <source>One piece of ground counts once; no number is deleted. 1 = same ground, 2 = separate; what stays undecided counts as proposed, and by that the task never gets smaller.</source>
        <translation>同一块地只计一次，编号一个不删。1 = 同一地块，2 = 分别计算；未认定的按建议计算，总任务不会因建议而变小。</translation>
    </message>
    <message>
        <source>One zip file per package</source>
        <translation>每个成果包一个 zip 文件</translation>
    </message>
    <message>
        <source>Only the owner of the ledger does this; the login {login} is not.</source>
        <translation>此项只能由台账所有者操作；账号 {login} 不是所有者。</translation>
    </message>
    <message>
        <source>Only when what was concluded is wrong or nothing could be concluded.</source>
        <translation>仅在自动判断有误或无法判断时使用。</translation>
    </message>
    <message>
        <source>Only when {condition}.</source>
        <translation>{condition}时填写。</translation>
    </message>
    <message>
        <source>Only where an image was taken since</source>
        <translation>仅限销号后有更新影像的</translation>
    </message>
    <message>
        <source>Only {count} control buildings of these pairs of images are measured: without {least} of them, whose standing no suggestion has steered, no thresholds are offered.</source>
        <translation>这些影像对只有 {count} 处对照建筑测得分值：不足 {least} 处时不提供新阈值（对照建筑是否存在不受建议影响）。</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>透明度</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open Database Ledger</source>
        <translation>打开数据库台账</translation>
    </message>
    <message>
        <source>Open Database Ledger…</source>
        <translation>打开数据库台账…</translation>
    </message>
    <message>
        <source>Open Ledger</source>
        <translation>打开台账</translation>
    </message>
    <message>
        <source>Open Ledger…</source>
        <translation>打开台账…</translation>
    </message>
    <message>
        <source>Open a ledger</source>
        <translation>打开台账</translation>
    </message>
    <message>
        <source>Open a ledger in a PostgreSQL database</source>
        <translation>打开 PostgreSQL 数据库中的台账</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open the ledger for writing, once it is closed elsewhere</source>
        <translation>待别处关闭后，以可写方式打开台账</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Open written-off cases again for a recheck, in a new round</source>
        <translation>把已销号图斑重新打开复查，另起一轮</translation>
    </message>
    <message>
        <source>Open: nobody answered it yet. Explained or accepted: a person said so, with name and day. Settled since: what was left is recorded as gone, the case was opened again, or a later image was compared.</source>
        <translation>待说明：尚无人说明。已说明或采信：有人作过说明，记有姓名和日期。后续已消除：残留已登记清除、案件已重新打开，或已用较新影像重新比对。</translation>
    </message>
    <message>
        <source>Opens Keyboard Shortcuts of QGIS: search for Farmland</source>
        <translation>打开 QGIS 的“键盘快捷键”：搜索“耕地执法”</translation>
    </message>
    <message>
        <source>Opens the written-off cases of a selection again, each in a new round that begins with nothing: what was found, signed and accepted before stays in the journal. The record of the recheck is attached to every one of them. With newer images only, a case is opened where an image was taken since it was written off. All of it is one step and is written in one transaction, or not at all; the list says which parcels they are. A dry run makes the list and writes nothing.</source>
        <translation>将所选范围内已销号的图斑重新启动，进入新一轮核查，新一轮从空白开始；以前的认定、签字、验收保留在日志中。每个图斑都附上抽查记录。勾选“仅限有更新影像的”时，只启动销号之后又有新影像的图斑。全部作为一步一次写入，要么全部成功，要么一个不写；清单列出涉及的图斑。试运行只出清单，不写入。</translation>
    </message>
    <message>
        <source>Opinion</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Opinion written on the form</source>
        <translation>签字表上写的意见</translation>
    </message>
    <message>
        <source>Orange headings must be answered before the survey is submitted. Some columns are filled in only when their condition is met: select a cell to read it. Where several choices are allowed, put commas between them. Grey columns come from the ledger and stay as they are.</source>
        <translation>橙色表头为提交前必填。部分列满足条件时才填，选中单元格可见说明。可填多个选项的用顿号分隔。灰色列由台账带出，不必改动。</translation>
    </message>
    <message>
        <source>Order in which Previous and Next walk the parcels of the table</source>
        <translation>“上一个”“下一个”按什么顺序走表中的图斑</translation>
    </message>
    <message>
        <source>Order rectification</source>
        <translation>责令限期整改</translation>
    </message>
    <message>
        <source>Orders to correct whose time ran out, with the days the clock stood still. Whether to demolish, people decide.</source>
        <translation>责令限期改正等文书逾期未改正的图斑，已扣除挂起、申诉的天数。是否强制拆除，由人决定。</translation>
    </message>
    <message>
        <source>Orthophoto</source>
        <translation>正射影像</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Other batch</source>
        <translation>对方批次</translation>
    </message>
    <message>
        <source>Other parcel</source>
        <translation>对方图斑号</translation>
    </message>
    <message>
        <source>Other than issued</source>
        <translation>与下发不一致的图斑</translation>
    </message>
    <message>
        <source>Outline is not the one issued</source>
        <translation>图斑范围与下发时不一致</translation>
    </message>
    <message>
        <source>Outline of what seems to be left, broken line; a person decides whether it is</source>
        <translation>疑似残留的轮廓（虚线），是不是残留由人认定</translation>
    </message>
    <message>
        <source>Outline on the map what still stands or lies inside the parcel as issued</source>
        <translation>在地图上勾绘下发图斑内仍然存在的建筑、垃圾等</translation>
    </message>
    <message>
        <source>Outlines changed in the field</source>
        <translation>外业中改动的图斑界线</translation>
    </message>
    <message>
        <source>Outside the limits of the form</source>
        <translation>超出摸排表允许范围</translation>
    </message>
    <message>
        <source>Outside: {names}</source>
        <translation>不涉及：{names}</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Overdue list</source>
        <translation>逾期清单</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>套合面积</translation>
    </message>
    <message>
        <source>Overlap of parcel {number} with red lines</source>
        <translation>图斑 {number} 的红线套合面积</translation>
    </message>
    <message>
        <source>Overlap with red lines</source>
        <translation>红线套合面积</translation>
    </message>
    <message>
        <source>Overlapping</source>
        <translation>重合</translation>
    </message>
    <message>
        <source>Overlapping, mu</source>
        <translation>重合（亩）</translation>
    </message>
    <message>
        <source>Overlaps between batches</source>
        <translation>批次间重合</translation>
    </message>
    <message>
        <source>Overlaps by number</source>
        <translation>分文号套合</translation>
    </message>
    <message>
        <source>Overlays parcels with the registered layers of villages, townships and grids and writes which one has the largest share of each. Villages of a management area (rule management_areas) count to that area. The codes as issued stay with the parcel, a difference is marked; what was corrected by hand stays.</source>
        <translation>将图斑与已登记的村、乡镇、网格图层套合，按面积占比最大者写明坐落。管理区所辖的村（规则 management_areas）归入管理区。下发的代码仍保留在图斑上，不一致的予以标注；人工更正的保持不变。</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>PERSON {name}: {count} people are called so in the ledger; name exactly one who is registered there.</source>
        <translation>PERSON {name}：台账中有 {count} 人叫这个名字；请填写台账中登记的唯一一人。</translation>
    </message>
    <message>
        <source>PRECISION is {value}: give 0 to 4 decimals.</source>
        <translation>PRECISION 为 {value}：小数位数应为 0 至 4。</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>成果包</translation>
    </message>
    <message>
        <source>Package (folder or zip)</source>
        <translation>成果包（文件夹或 zip）</translation>
    </message>
    <message>
        <source>Package code</source>
        <translation>成果包验证码</translation>
    </message>
    <message>
        <source>Package code (typed from the stamped sheet or letter)</source>
        <translation>成果包验证码（按盖章表或函件输入）</translation>
    </message>
    <message>
        <source>Package verified: {verdict}</source>
        <translation>成果包已校验：{verdict}</translation>
    </message>
    <message>
        <source>Packages made</source>
        <translation>已生成的成果包</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Pairs on the same ground</source>
        <translation>重合图斑对</translation>
    </message>
    <message>
        <source>Pairs that cover the same ground</source>
        <translation>重合图斑</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>窗格</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>图斑</translation>
    </message>
    <message>
        <source>Parcel id</source>
        <translation>图斑标识</translation>
    </message>
    <message>
        <source>Parcel no.</source>
        <translation>图斑编号</translation>
    </message>
    <message>
        <source>Parcel number</source>
        <translation>图斑编号</translation>
    </message>
    <message>
        <source>Parcel {number}</source>
        <translation>图斑 {number}</translation>
    </message>
    <message>
        <source>Parcel {uid} has nothing to print on the form.</source>
        <translation>图斑 {uid} 没有可打印到表上的内容。</translation>
    </message>
    <message>
        <source>Parcel, field</source>
        <translation>图斑、字段</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>图斑</translation>
    </message>
    <message>
        <source>Parcels (expression; empty = all)</source>
        <translation>图斑（表达式；空 = 全部）</translation>
    </message>
    <message>
        <source>Parcels and Clues</source>
        <translation>图斑与线索</translation>
    </message>
    <message>
        <source>Parcels are located by a login of the whole county; {login} has single townships.</source>
        <translation>叠加确定坐落须用全县范围的账号；{login} 只有个别乡镇的范围。</translation>
    </message>
    <message>
        <source>Parcels are screened, and red lines retired, by a login of the whole county; {login} has single townships.</source>
        <translation>套合审查和停用红线须用全县权限的账号；{login} 只有个别乡镇的权限。</translation>
    </message>
    <message>
        <source>Parcels as GeoPackage, or as shapefile with a field dictionary</source>
        <translation>导出为 GeoPackage，或带字段说明的 Shapefile</translation>
    </message>
    <message>
        <source>Parcels drawn here</source>
        <translation>上图图斑</translation>
    </message>
    <message>
        <source>Parcels in the part the map shows; follows the map</source>
        <translation>当前地图范围内的图斑，随地图变化</translation>
    </message>
    <message>
        <source>Parcels left out of every list and sum so that no ground counts twice: a person decided that they lie on the ground of another one, they were issued again or withdrawn, or their parts count. No number is deleted.</source>
        <translation>为避免重复计算，下列图斑不计入各清单和合计：经人工核定与其他图斑重合，或已重新下发、已撤回，或已拆分并按拆分后图斑计。所有编号均予保留。</translation>
    </message>
    <message>
        <source>Parcels not screened with a layer in force: {layers}.</source>
        <translation>未套合现行图层的图斑：{layers}。</translation>
    </message>
    <message>
        <source>Parcels noticed</source>
        <translation>有疑点图斑</translation>
    </message>
    <message>
        <source>Parcels of the ledger on the same ground</source>
        <translation>同一范围内的台账图斑</translation>
    </message>
    <message>
        <source>Parcels selected in the table or on the map</source>
        <translation>表中或地图上选中的图斑</translation>
    </message>
    <message>
        <source>Parcels that were issued again</source>
        <translation>重新下发的图斑</translation>
    </message>
    <message>
        <source>Parcels the table shows now, of them those in force</source>
        <translation>列表当前所示图斑中的有效图斑</translation>
    </message>
    <message>
        <source>Parcels whose field answers are taken although the office changed them (numbers, with commas)</source>
        <translation>内业已修改但仍采用外业结果的图斑（编号，逗号分隔）</translation>
    </message>
    <message>
        <source>Parcels whose line is not signed (numbers, comma-separated)</source>
        <translation>未签字的图斑（编号，逗号分隔）</translation>
    </message>
    <message>
        <source>Parcels with a finding, of all parcels in the ledger</source>
        <translation>已有认定意见的图斑占台账全部图斑</translation>
    </message>
    <message>
        <source>Parcels with the flag for hard cases</source>
        <translation>标记为难点图斑的图斑</translation>
    </message>
    <message>
        <source>Parcels without a figure, which the total leaves out: {columns}.</source>
        <translation>下列图斑无数据，未计入合计：{columns}。</translation>
    </message>
    <message>
        <source>Parcels without a finding yet</source>
        <translation>尚无认定意见的图斑</translation>
    </message>
    <message>
        <source>Parcels · {name}</source>
        <translation>图斑 · {name}</translation>
    </message>
    <message>
        <source>Parcels, form, photos and base map for QField and like tools</source>
        <translation>图斑、摸排表、照片与底图，供 QField 等外业工具使用</translation>
    </message>
    <message>
        <source>Parcels: documents and plans</source>
        <translation>图斑：审批与规划</translation>
    </message>
    <message>
        <source>Parcels: land classes</source>
        <translation>图斑：三大类</translation>
    </message>
    <message>
        <source>Parcels: red lines</source>
        <translation>图斑：红线</translation>
    </message>
    <message>
        <source>Parcels: {batches} = {sum}; {sum} − {same} on the same ground = {total}.</source>
        <translation>个数：{batches} = {sum}；{sum} − {same}（重合）= {total}。</translation>
    </message>
    <message>
        <source>Parcels: {count} on this page, {total} on the form</source>
        <translation>图斑数：本页 {count} 个，全表 {total} 个</translation>
    </message>
    <message>
        <source>Part {number} of the screening failed on the cluster and nothing was written: {reason}.</source>
        <translation>审查的第 {number} 份在集群上失败，没有写入任何内容：{reason}。</translation>
    </message>
    <message>
        <source>Part {number} of the screening has killed one worker after another: nothing was written; give the workers more memory, or start fewer of them.</source>
        <translation>审查的第 {number} 份接连使工作进程退出：没有写入任何内容；请给工作进程更多内存，或少开几个工作进程。</translation>
    </message>
    <message>
        <source>Part {number} of the screening is missing: screen again.</source>
        <translation>套合审查的第 {number} 部分缺失：请重新套合。</translation>
    </message>
    <message>
        <source>Partly</source>
        <translation>部分重合</translation>
    </message>
    <message>
        <source>Peek at the other date</source>
        <translation>按住看另一期影像</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>People from the copy</source>
        <translation>来自副本的人员</translation>
    </message>
    <message>
        <source>People…</source>
        <translation>人员…</translation>
    </message>
    <message>
        <source>Per township and person in charge: what was noticed, what was explained by whom, what is open</source>
        <translation>分乡镇、分责任人：有哪些疑点、谁作了说明、哪些待说明</translation>
    </message>
    <message>
        <source>Perhaps an issued batch of parcels</source>
        <translation>疑似下发图斑</translation>
    </message>
    <message>
        <source>Permanent farmland {area} m² is more than the farmland of {layer} ({vintage}), {farmland} m²: compare the vintages.</source>
        <translation>占永久基本农田 {area} 平方米，超过 {layer}（{vintage}）中的农用地 {farmland} 平方米，请核对数据时点。</translation>
    </message>
    <message>
        <source>Permanent farmland, ecological red line and growth boundary are overlays: they are never added to the classes.</source>
        <translation>永久基本农田、生态保护红线、城镇开发边界是叠加面积，不参与三大类加总。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Person in charge</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Person&apos;s name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Photo stations on the map</source>
        <translation>地图显示拍摄点</translation>
    </message>
    <message>
        <source>Photo {row} ({number}, {path}): {reason}</source>
        <translation>照片 {row}（{number}，{path}）：{reason}</translation>
    </message>
    <message>
        <source>Photo, large</source>
        <translation>看大图</translation>
    </message>
    <message>
        <source>Photo: {number}</source>
        <translation>照片：{number}</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Photos and scans are not inside: they lie in the folder of files beside the ledger.</source>
        <translation>照片和扫描件不在备份之内：它们在台账旁的文件夹里。</translation>
    </message>
    <message>
        <source>Photos attached</source>
        <translation>已挂接的照片</translation>
    </message>
    <message>
        <source>Photos by version {photos} of their rules, images by version {images} of theirs; rules {rules}.</source>
        <translation>照片按规则第{photos}版核对，影像按规则第{images}版比对；规则集{rules}。</translation>
    </message>
    <message>
        <source>Photos checked: {photos}, flags raised: {flags}</source>
        <translation>核对照片 {photos} 张，提出疑点 {flags} 条</translation>
    </message>
    <message>
        <source>Photos of before and after that were taken from one station, as evidence of a rectification wants them.</source>
        <translation>同一位置、同一方向拍摄的整改前后照片，符合整改举证要求。</translation>
    </message>
    <message>
        <source>Photos of no parcel</source>
        <translation>未对应图斑的照片</translation>
    </message>
    <message>
        <source>Photos of two parcels</source>
        <translation>用于多个图斑的照片</translation>
    </message>
    <message>
        <source>Photos refused</source>
        <translation>未接收的照片</translation>
    </message>
    <message>
        <source>Photos taken in</source>
        <translation>照片挂接结果</translation>
    </message>
    <message>
        <source>Photos that are missing</source>
        <translation>缺失的照片</translation>
    </message>
    <message>
        <source>Photos that no row names</source>
        <translation>没有记录引用的照片</translation>
    </message>
    <message>
        <source>Photos with flags to answer: {count}</source>
        <translation>有疑点待说明的照片：{count} 张</translation>
    </message>
    <message>
        <source>Photos, scans, documents</source>
        <translation>照片、扫描件、文书</translation>
    </message>
    <message>
        <source>Photos, scans, documents ({kinds})</source>
        <translation>照片、扫描件、文书 ({kinds})</translation>
    </message>
    <message>
        <source>Picture of both dates as evidence</source>
        <translation>前后影像截图存证</translation>
    </message>
    <message>
        <source>Picture of both dates attached to {number} · seq {seq}</source>
        <translation>前后影像对比图已附到 {number} · 序号 {seq}</translation>
    </message>
    <message>
        <source>Picture of one date only attached to {number} · seq {seq}</source>
        <translation>对比图（只有一期影像）已附到 {number} · 序号 {seq}</translation>
    </message>
    <message>
        <source>Pixel, m</source>
        <translation>分辨率（米）</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Plan: splitting suggested</source>
        <translation>规划：建议拆分</translation>
    </message>
    <message>
        <source>Planting attribute</source>
        <translation>种植属性</translation>
    </message>
    <message>
        <source>Polygon layer or file (instead of a ledger)</source>
        <translation>面图层或文件（不用台账时）</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>拍摄位置</translation>
    </message>
    <message>
        <source>Possibly the same person entered twice: keep one of them in the list of people</source>
        <translation>可能是同一人重复登记：请在人员名单中保留一个</translation>
    </message>
    <message>
        <source>PostGIS tables and everything else QGIS&apos;s browser knows</source>
        <translation>PostGIS 数据表，以及 QGIS 浏览器里的其他数据</translation>
    </message>
    <message>
        <source>Pre-check of planned sites</source>
        <translation>选址预检报告</translation>
    </message>
    <message>
        <source>Press a digit to choose</source>
        <translation>按数字键选择</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Previous parcel</source>
        <translation>上一个图斑</translation>
    </message>
    <message>
        <source>Previous parcel in the order of walking</source>
        <translation>按所选顺序的上一个图斑</translation>
    </message>
    <message>
        <source>Previous parcel of the table (Alt+Left)</source>
        <translation>表中上一个图斑（Alt+←）</translation>
    </message>
    <message>
        <source>Previous parcel without a finding</source>
        <translation>上一个尚未认定的图斑</translation>
    </message>
    <message>
        <source>Previous photo (key ←)</source>
        <translation>上一张（← 键）</translation>
    </message>
    <message>
        <source>Previous unfinished parcel</source>
        <translation>上一个未完成图斑</translation>
    </message>
    <message>
        <source>Print sign-off forms</source>
        <translation>打印签字表</translation>
    </message>
    <message>
        <source>Print the form…</source>
        <translation>打印签字表…</translation>
    </message>
    <message>
        <source>Printed on the stamped sheet: {code}</source>
        <translation>盖章表上印的验证码：{code}</translation>
    </message>
    <message>
        <source>Printed on: {date}</source>
        <translation>打印日期：{date}</translation>
    </message>
    <message>
        <source>Problem category</source>
        <translation>问题类别</translation>
    </message>
    <message>
        <source>Problem list</source>
        <translation>问题清单</translation>
    </message>
    <message>
        <source>Problem lists</source>
        <translation>问题清单</translation>
    </message>
    <message>
        <source>Problem: not voided, and the finding is neither lawful nor no real change; parcels without a finding count. Remediated: written off, nothing left on the ground. Overdue: not remediated and the rectification date is past.</source>
        <translation>问题：未作废，且认定意见既非合法也非伪变化；尚无认定意见的计入。已整改：已销号且现场无残留。逾期：未整改到位且已过整改期限。</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Progress counts the monitored area as issued. Areas in the table are gross; net of field ridges: overlap.xlsx.</source>
        <translation>进度按下发的监测面积计算。表中为毛面积；扣除田坎后的净面积见 overlap.xlsx。</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Project Layer</source>
        <translation>工程图层</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Proposed measure</source>
        <translation>处置意见</translation>
    </message>
    <message>
        <source>Proved</source>
        <translation>来源已证</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代签人</translation>
    </message>
    <message>
        <source>Proxy: relation</source>
        <translation>代签人与户主关系</translation>
    </message>
    <message>
        <source>Put in force again what was taken back last</source>
        <translation>恢复刚才撤销的内容</translation>
    </message>
    <message>
        <source>Put on the list for forced demolition</source>
        <translation>列入强制拆除清单</translation>
    </message>
    <message>
        <source>Put the backup of {when} in the ledger&apos;s place? Events written since, which are given up by it: {count}. The ledger as it is now is kept as a backup.</source>
        <translation>用 {when} 的备份替换台账？此后写入而将被放弃的日志：{count} 条。现有台账会另存为备份。</translation>
    </message>
    <message>
        <source>Put the copy&apos;s value in its place; of a chosen parcel, in all its fields</source>
        <translation>改用副本的值；选中图斑时，对其全部字段</translation>
    </message>
    <message>
        <source>Put the image under the parcels</source>
        <translation>把影像垫在图斑图层下面</translation>
    </message>
    <message>
        <source>Put the keyboard back to the panel, so that its keys work</source>
        <translation>焦点回到面板，快捷键随即有效</translation>
    </message>
    <message>
        <source>Put this backup in the ledger&apos;s place; what stands there now is kept</source>
        <translation>用此备份替换台账；现有台账会另存</translation>
    </message>
    <message>
        <source>Puts every parcel whose order to correct by a date ran out on the list for forced demolition: one event a parcel, nothing else changes. Time in which a case was suspended or under appeal does not count. Parcels flagged for petition or risk to public order are left to a person. A dry run lists them and writes nothing.</source>
        <translation>把责令限期改正等文书逾期未改正的图斑列入强制拆除清单：每个图斑记一条日志，其他不变。挂起、申诉期间不计入期限。标有信访、稳定风险的图斑留给人决定。试运行只列出，不写入。</translation>
    </message>
    <message>
        <source>QGIS has lost its definition of {crs}: restart QGIS and do it again; nothing was written.</source>
        <translation>QGIS 丢失了坐标系 {crs} 的定义：请重启 QGIS 后重做；未写入任何内容。</translation>
    </message>
    <message>
        <source>QGIS has no authentication configuration {id}: choose one under Settings, Options, Authentication.</source>
        <translation>QGIS 中没有认证配置 {id}：请在“设置 → 选项 → 认证”中选择。</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>Quarantined rows</source>
        <translation>隔离的记录</translation>
    </message>
    <message>
        <source>REISSUE_OF: batch {name} was issued again already, as batch {newer}: name the newest issue.</source>
        <translation>REISSUE_OF：批次 {name} 已重新下发为批次 {newer}，请填写最新一次下发的批次。</translation>
    </message>
    <message>
        <source>REISSUE_OF: the ledger has no batch {name}: it has {known}.</source>
        <translation>REISSUE_OF：台账中没有批次{name}，已有批次：{known}。</translation>
    </message>
    <message>
        <source>REISSUE_OF: {count} batches are named {name}: give the batch&apos;s id.</source>
        <translation>REISSUE_OF：有{count}个批次都叫{name}，请填写批次编号。</translation>
    </message>
    <message>
        <source>Read and check the photos of the ledger that were not looked at yet</source>
        <translation>读取并核对台账中尚未核对的照片</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>按此坐标系读取</translation>
    </message>
    <message>
        <source>Read every source again and compare it with what was registered</source>
        <translation>重新读取全部源数据，与登记时比对</translation>
    </message>
    <message>
        <source>Read it differently</source>
        <translation>改变读取方式</translation>
    </message>
    <message>
        <source>Read scans…</source>
        <translation>读取扫描件…</translation>
    </message>
    <message>
        <source>Read the answers and photos of a field project</source>
        <translation>读入外业工程的填报内容与照片</translation>
    </message>
    <message>
        <source>Readily recoverable (JKHF)</source>
        <translation>即可恢复（JKHF）</translation>
    </message>
    <message>
        <source>Reading only: the login {login} may not write in this ledger.</source>
        <translation>只读：账号 {login} 无权写入此台账。</translation>
    </message>
    <message>
        <source>Reading only: {file} cannot be written where it lies.</source>
        <translation>只读：{file} 所在位置不能写入。</translation>
    </message>
    <message>
        <source>Reading only: {file} is open elsewhere ({holder}).</source>
        <translation>只读：{file} 正在别处打开（{holder}）。</translation>
    </message>
    <message>
        <source>Reading the scans…</source>
        <translation>正在读取扫描件…</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Reads a table (.xlsx, .csv) with a column of parcel numbers and the columns of the survey form. Rows that are certain are applied in one step; a row whose parcel or code is not certain is refused, with the reason in the report. A dry run judges the rows, counts what would be applied and writes nothing.</source>
        <translation>读取含图斑编号列和摸排表各列的表格（.xlsx、.csv）。确定无误的行一次录入；图斑或代码不能确定的行予以拒绝，原因写入报告。试运行只判断各行、统计将会录入的数目，不写入任何内容。</translation>
    </message>
    <message>
        <source>Reads from the journal what people decided of parcels whose images had been compared: accepted after a demolition, or with a building drawn as left. From 100 decisions of each kind on, the two thresholds (gone, standing) are fitted to them, nothing else, and tried on pairs of images that were not fitted to. With ADOPT they become a new version of the ledger&apos;s profile, told in the journal. Comparisons made before stay as they are.</source>
        <translation>从日志中读取已比对影像的图斑后来如何核定：拆除后验收合格的，或勾绘有建筑残留的。两类各满100处后，只对“已拆”“仍在”两个阈值重新拟合，并用未参与拟合的影像对检验。选择采用（ADOPT）后成为台账比对规则的新版本并记入日志。以前的比对结果不变。</translation>
    </message>
    <message>
        <source>Reads scans (JPG, PNG, TIF, PDF) of printed sign-off forms, finds the parcels of each page by its QR code and records one signature for each parcel, all of one scan in one step. Who signed follows from the people named, or from who has the level&apos;s role in that village or township. A parcel whose facts have changed since the form was printed is refused, with the reason in the report. Where a code cannot be read, type it as printed under the QR code. The program does not see whether a line is signed: LOOKED says that somebody has looked. A dry run judges everything and writes nothing.</source>
        <translation>读取打印签字表的扫描件（JPG、PNG、TIF、PDF），按二维码找到每页的图斑，为每个图斑各登记一次签字，同一扫描件一次写入。签字人按所列人员确定，未列出时按该村或乡镇具有相应角色的人员确定。打印后事实已变更的图斑不予登记，原因写入报告。二维码无法识别时，请输入二维码下方印的编号。软件不识别某行是否已签字：LOOKED 表示有人已逐张核对。试运行只判断，不写入。</translation>
    </message>
    <message>
        <source>Reads the folder of a field project that came back from QField or a like tool. Answers that were edited are judged as Record findings judges them and recorded in one step; photos are attached, known by the hash of their content; what was drawn as left on the ground is cut to its parcel and recorded. Where the office changed a case meanwhile, its row is refused and listed with both answers. What came home once is not recorded again: the same folder may be read every evening. A dry run writes nothing.</source>
        <translation>读入从 QField 等外业工具带回的外业工程文件夹。已修改的填报内容按“录入认定意见”的规则检查后一次录入；照片按内容哈希识别并挂接；外业勾绘的残留按下发图斑范围裁切后登记。外业期间内业已修改的图斑不录入，并列出双方内容。已入库的内容不会重复录入：同一文件夹每晚均可读入。试运行不写入任何内容。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reason (needed to adopt them)</source>
        <translation>理由（采用时必填）</translation>
    </message>
    <message>
        <source>Reason (needed when deciding against the proposal)</source>
        <translation>理由（与建议不一致时必填）</translation>
    </message>
    <message>
        <source>Reason (rebound, spot check)</source>
        <translation>原因（反弹、抽查）</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Recheck Closed Cases…</source>
        <translation>销号图斑“回头看”…</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Recognised by their names and values. Codes stay text; fields without a meaning are kept as issued.</source>
        <translation>按字段名称和取值识别。代码按文本保存；没有对应的字段原样保留。</translation>
    </message>
    <message>
        <source>Reconcile Batches…</source>
        <translation>批次对账…</translation>
    </message>
    <message>
        <source>Reconcile batches</source>
        <translation>批次对账</translation>
    </message>
    <message>
        <source>Reconciliation of batches</source>
        <translation>批次对账（清零总任务）</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Record Findings…</source>
        <translation>录入认定意见…</translation>
    </message>
    <message>
        <source>Record as in place</source>
        <translation>登记到位</translation>
    </message>
    <message>
        <source>Record findings</source>
        <translation>录入认定意见</translation>
    </message>
    <message>
        <source>Record of the recheck (scan or photo; not needed for a dry run)</source>
        <translation>抽查记录（扫描件或照片；试运行可不填）</translation>
    </message>
    <message>
        <source>Record scanned signatures</source>
        <translation>扫描件登记签字</translation>
    </message>
    <message>
        <source>Record service…</source>
        <translation>登记送达…</translation>
    </message>
    <message>
        <source>Record the signatures of scanned forms</source>
        <translation>读取扫描的签字表并登记签字</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>已录入</translation>
    </message>
    <message>
        <source>Recorded after the cut-off</source>
        <translation>时点后补录</translation>
    </message>
    <message>
        <source>Recorded as in place on {taken}, before the demolition of {day}.</source>
        <translation>登记的到位日期为{taken}，早于拆除日期{day}。</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>登记人</translation>
    </message>
    <message>
        <source>Recorded by {actor}, No {seq}
facts {hash}</source>
        <translation>{actor} 登记，第 {seq} 号
事实指纹 {hash}</translation>
    </message>
    <message>
        <source>Recorded for {count} parcels</source>
        <translation>已录入 {count} 个图斑</translation>
    </message>
    <message>
        <source>Recorded, but look at them again</source>
        <translation>已登记，但需再核对</translation>
    </message>
    <message>
        <source>Recorded: {kind}, {area}</source>
        <translation>已登记：{kind}，{area}</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>登记…</translation>
    </message>
    <message>
        <source>Recoverable by works (GCHF)</source>
        <translation>工程恢复（GCHF）</translation>
    </message>
    <message>
        <source>Rectify by</source>
        <translation>整改期限</translation>
    </message>
    <message>
        <source>Red line</source>
        <translation>红线</translation>
    </message>
    <message>
        <source>Red line (id or name)</source>
        <translation>红线（编号或名称）</translation>
    </message>
    <message>
        <source>Red line (vintage)</source>
        <translation>红线（时点）</translation>
    </message>
    <message>
        <source>Red line {name}</source>
        <translation>红线 {name}</translation>
    </message>
    <message>
        <source>Red line {theirs}: the same file is registered here as {ours}.</source>
        <translation>红线 {theirs}：同一文件在本台账已登记为 {ours}。</translation>
    </message>
    <message>
        <source>Red lines</source>
        <translation>红线</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Redrawn</source>
        <translation>重新勾绘</translation>
    </message>
    <message>
        <source>Refuse acceptance</source>
        <translation>验收不合格</translation>
    </message>
    <message>
        <source>Refuse voiding</source>
        <translation>不批准作废</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Refused: {count}</source>
        <translation>拒收：{count}</translation>
    </message>
    <message>
        <source>Refuses</source>
        <translation>拒签</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Register Red Lines</source>
        <translation>登记红线</translation>
    </message>
    <message>
        <source>Register a mosaic whose parts were taken on different days, with the layer of its seamlines</source>
        <translation>登记各部分日期不同的镶嵌影像，附接缝线图层</translation>
    </message>
    <message>
        <source>Register a red-line layer</source>
        <translation>登记一个红线图层</translation>
    </message>
    <message>
        <source>Register a scene from before or after</source>
        <translation>登记前时相或后时相影像</translation>
    </message>
    <message>
        <source>Register data that stand under another vintage a second time</source>
        <translation>已按其他年份登记的相同数据仍再次登记</translation>
    </message>
    <message>
        <source>Register imagery</source>
        <translation>登记影像</translation>
    </message>
    <message>
        <source>Register layers as red lines: land use, permanent farmland, ecological, approvals …; layers and files can be dragged onto this panel, too</source>
        <translation>把图层登记为红线：地类图斑、永久基本农田、生态保护红线、批文等；图层和文件也可直接拖到本面板</translation>
    </message>
    <message>
        <source>Register red line</source>
        <translation>登记红线</translation>
    </message>
    <message>
        <source>Register {count} layers</source>
        <translation>登记 {count} 个图层</translation>
    </message>
    <message>
        <source>Registered Images</source>
        <translation>已登记影像</translation>
    </message>
    <message>
        <source>Registered Images…</source>
        <translation>已登记影像…</translation>
    </message>
    <message>
        <source>Registered already as {name} ({vintage})</source>
        <translation>已登记：{name}（{vintage}）</translation>
    </message>
    <message>
        <source>Registered {name}: {text}.</source>
        <translation>已登记 {name}：{text}。</translation>
    </message>
    <message>
        <source>Registered: {image}.</source>
        <translation>已登记：{image}。</translation>
    </message>
    <message>
        <source>Registering {name}</source>
        <translation>正在登记 {name}</translation>
    </message>
    <message>
        <source>Registers a local image (GeoTIFF, JPEG 2000, ERDAS img) with its date, role and source. A PNG or JPEG with world file is converted with &quot;Convert imagery&quot; first: files beside the image are not read. The file stays where it is; its SHA-256 goes into the ledger, so that a changed file is noticed. Virtual and remote rasters are refused. Of a mosaic, SEAMLINES gives the polygons of its parts and DATE_FIELD the day each was taken: comparing goes by the day of the part a parcel lies in.</source>
        <translation>登记本机影像（GeoTIFF、JPEG 2000、ERDAS img）及其日期、类型和来源。带坐标文件的 PNG、JPEG 先用「转换影像」转换：影像旁边的文件不读取。文件留在原处；其 SHA-256 记入台账，文件被改动能发现。虚拟、远程栅格不予登记。镶嵌影像可在 SEAMLINES 给出各部分的多边形、在 DATE_FIELD 给出各自的拍摄日期：比对按图斑所在部分的日期进行。</translation>
    </message>
    <message>
        <source>Registers a reference layer (land use, permanent basic farmland, ecological red line, growth boundary, approvals …) from a file, a layer of the project or a table of a database. It is brought to the ledger&apos;s CRS, long edges broken first, repaired and kept beside the ledger with its content hash, so that every screening says which data it rests on. The source is not changed; passwords are never kept. With REPLACES another red line is retired in the same step. The same data are refused when they are registered already, under whatever vintage.</source>
        <translation>登记参考图层（地类图斑、永久基本农田、生态保护红线、城镇开发边界、批文等），来源可以是文件、工程中的图层或数据库中的表。图层转到台账的坐标系（长边先加密）、修复后连同内容哈希保存在台账旁，使每次套合审查都能说明依据的是哪份数据。来源不作改动，密码从不保存。填写“替换”时，同一步停用另一条红线。相同数据无论以何年份登记过，都不再重复登记。</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Released from hold</source>
        <translation>解除挂起</translation>
    </message>
    <message>
        <source>Remainders: what approvals and other layers leave of a parcel</source>
        <translation>剩余部分：批文等图层未压盖的图斑范围</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Remaining, mu</source>
        <translation>剩余（亩）</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Remarks of the screening</source>
        <translation>套合提示</translation>
    </message>
    <message>
        <source>Remediate by</source>
        <translation>整改期限</translation>
    </message>
    <message>
        <source>Remediate by (date)</source>
        <translation>整改期限（日期）</translation>
    </message>
    <message>
        <source>Remediated</source>
        <translation>已整改</translation>
    </message>
    <message>
        <source>Remediated list</source>
        <translation>已整改清单</translation>
    </message>
    <message>
        <source>Remediated, mu</source>
        <translation>已整改（亩）</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Reopen (new round)</source>
        <translation>重启（新一轮）</translation>
    </message>
    <message>
        <source>Reopen cases for a recheck</source>
        <translation>销号图斑“回头看”</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Repaired for the check: {what}</source>
        <translation>检查前已修复图形：{what}</translation>
    </message>
    <message>
        <source>Replace With a Newer Vintage…</source>
        <translation>以新数据替换…</translation>
    </message>
    <message>
        <source>Replace {name} With a Newer Vintage</source>
        <translation>以新数据替换 {name}</translation>
    </message>
    <message>
        <source>Replaced by a new issue</source>
        <translation>已被重新下发替代</translation>
    </message>
    <message>
        <source>Replaced by the new issue {batch}: {number} counts instead</source>
        <translation>已被重新下发批次“{batch}”替代，现以 {number} 计</translation>
    </message>
    <message>
        <source>Replaces</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replaces (id of the red line that is retired)</source>
        <translation>替换（被停用红线的编号）</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Report (*.html *.json)</source>
        <translation>报告 (*.html *.json)</translation>
    </message>
    <message>
        <source>Report (*.json)</source>
        <translation>报告 (*.json)</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Resolution in metres (empty = from the file)</source>
        <translation>分辨率，米（空 = 取自文件）</translation>
    </message>
    <message>
        <source>Resolve conflicts</source>
        <translation>裁定冲突</translation>
    </message>
    <message>
        <source>Responsibility</source>
        <translation>三查责任</translation>
    </message>
    <message>
        <source>Responsibility and deadlines</source>
        <translation>责任与期限</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Responsible as</source>
        <translation>责任岗位</translation>
    </message>
    <message>
        <source>Responsible department</source>
        <translation>责任部门</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>从备份恢复</translation>
    </message>
    <message>
        <source>Restore ledger from a backup</source>
        <translation>从备份恢复台账</translation>
    </message>
    <message>
        <source>Restored: {events} events. What stood there is kept as {kept}.</source>
        <translation>已恢复：{events} 条日志。原有台账另存为 {kept}。</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>正在恢复…</translation>
    </message>
    <message>
        <source>Result no longer holds: {why}</source>
        <translation>结果已失效：{why}。</translation>
    </message>
    <message>
        <source>Result packages</source>
        <translation>成果包</translation>
    </message>
    <message>
        <source>Results for programs</source>
        <translation>供程序读取的结果</translation>
    </message>
    <message>
        <source>Results that no longer hold</source>
        <translation>已失效的结果</translation>
    </message>
    <message>
        <source>Resume rectification</source>
        <translation>转入整改</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Retire Image</source>
        <translation>停用影像</translation>
    </message>
    <message>
        <source>Retire Red Line</source>
        <translation>停用红线</translation>
    </message>
    <message>
        <source>Retire imagery</source>
        <translation>停用影像</translation>
    </message>
    <message>
        <source>Retire red line</source>
        <translation>停用红线</translation>
    </message>
    <message>
        <source>Retired {when} by {who}: {why}</source>
        <translation>{who} 于 {when} 停用：{why}</translation>
    </message>
    <message>
        <source>Retires a red line that is out of date or was registered by mistake. What it said of parcels stays in the ledger, with who retired it, when and why, but no longer counts in facts, lists and packages; new screenings leave it out. To put another layer in its place in one step use REPLACES of Register red line.</source>
        <translation>停用已过期或误登记的红线。它对图斑的套合结果连同停用人、时间和原因留在台账中，但不再计入套合事实、清单和材料包，以后的套合审查也不再使用。要一步换成另一图层，请用“登记红线”的“替换”参数。</translation>
    </message>
    <message>
        <source>Retires an image that was registered with a wrong role or date. It stays in the register with who retired it, when and why; it is no longer offered, compared, or counted when it is asked whether an image was taken in time. Packages already made stay valid; comparisons made with it say that they rest on a retired image. The file is not touched and can be registered again.</source>
        <translation>停用类型或日期登错的影像。登记簿中仍保留，注明停用人、时间和原因；不再供选、不再参与比对，也不再作为按期拍摄的依据。已生成的成果包继续有效；用它比对过的结果会注明所依据的影像已停用。文件本身不动，可以重新登记。</translation>
    </message>
    <message>
        <source>Retire…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Return for survey</source>
        <translation>退回摸排</translation>
    </message>
    <message>
        <source>Return from write-off</source>
        <translation>退回县审</translation>
    </message>
    <message>
        <source>Returns it</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Ridge coefficient</source>
        <translation>田坎系数</translation>
    </message>
    <message>
        <source>Ridges (included)</source>
        <translation>田坎（未扣除）</translation>
    </message>
    <message>
        <source>Ridges (taken off)</source>
        <translation>田坎（已扣除）</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Role of the image</source>
        <translation>影像类型</translation>
    </message>
    <message>
        <source>Role of the land use that fills the area table (empty = landuse)</source>
        <translation>面积表采用哪一版地类（类型代码；空 = 现行地类图斑）</translation>
    </message>
    <message>
        <source>Role of the layer</source>
        <translation>红线类型</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Roles of the county are given under a login of the whole county; {login} has single townships.</source>
        <translation>县级角色须由全县账号授予；{login} 只有部分乡镇。</translation>
    </message>
    <message>
        <source>Roles of the red lines (comma-separated codes; empty = all)</source>
        <translation>红线类型（代码，用逗号分隔；空 = 全部）</translation>
    </message>
    <message>
        <source>Rotation (″)</source>
        <translation>旋转（秒）</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Round of the recheck</source>
        <translation>复查轮次</translation>
    </message>
    <message>
        <source>Round {round}</source>
        <translation>第 {round} 轮</translation>
    </message>
    <message>
        <source>Round {round} (no longer valid): {count} signatures</source>
        <translation>第 {round} 轮（已失效）：{count} 个签字</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Row {row} ({number}) refused: {reason}</source>
        <translation>第 {row} 行（{number}）被拒绝：{reason}</translation>
    </message>
    <message>
        <source>Row {row} ({number}): {reason}</source>
        <translation>第 {row} 行（{number}）：{reason}</translation>
    </message>
    <message>
        <source>Row {row} cannot be used: {reason}. Mend or remove it, then register the layer again.</source>
        <translation>第 {row} 行无法使用：{reason}。请修正或删除后重新登记该图层。</translation>
    </message>
    <message>
        <source>Row {row} has no shape that could be shown.</source>
        <translation>第 {row} 行没有可显示的图形。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no number its parts could be named by: it was not split.</source>
        <translation>{file} 第 {row} 行没有编号，无法给拆分地块编号：未拆分。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Rows looked at</source>
        <translation>本批图斑</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Rule {rule}</source>
        <translation>规则 {rule}</translation>
    </message>
    <message>
        <source>Rule {rule} ({version})</source>
        <translation>规则 {rule}（{version}）</translation>
    </message>
    <message>
        <source>Rule {rule} ({version}), basis {source}</source>
        <translation>规则 {rule}（{version}），依据 {source}</translation>
    </message>
    <message>
        <source>Rule {rule} ({version}): {figures}</source>
        <translation>规则 {rule}（{version}）：{figures}</translation>
    </message>
    <message>
        <source>Rules and dictionaries of the county (folder of JSON)</source>
        <translation>本县的规则和字典（JSON 文件夹）</translation>
    </message>
    <message>
        <source>Rules and switches</source>
        <translation>规则与口径</translation>
    </message>
    <message>
        <source>Rules {name}.</source>
        <translation>规则 {name}。</translation>
    </message>
    <message>
        <source>SHA-256 {sha}. Both journals agree up to event {common}; {count} events of the copy are new and kept word for word.</source>
        <translation>SHA-256 {sha}。两边日志到第 {common} 号事件一致；副本新增 {count} 条事件，已原文保存。</translation>
    </message>
    <message>
        <source>SHA-256 {sha}. There is nothing in this copy that the ledger does not have already: nothing was written.</source>
        <translation>SHA-256 {sha}。副本中没有本台账尚未收录的内容：未写入任何内容。</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>登记责任人</translation>
    </message>
    <message>
        <source>Said to be in place since {day}, recorded on {on} only; it was to be by {cut_off}.</source>
        <translation>称{day}到位，{on}才登记；应于{cut_off}前完成。</translation>
    </message>
    <message>
        <source>Same Ground</source>
        <translation>重合图斑</translation>
    </message>
    <message>
        <source>Same Ground…</source>
        <translation>重合图斑…</translation>
    </message>
    <message>
        <source>Same ground</source>
        <translation>重合图斑</translation>
    </message>
    <message>
        <source>Same ground (1)</source>
        <translation>同一地块 (1)</translation>
    </message>
    <message>
        <source>Same piece</source>
        <translation>同一地块</translation>
    </message>
    <message>
        <source>Same spot, same direction</source>
        <translation>同机位照片</translation>
    </message>
    <message>
        <source>Same spot: {photo}</source>
        <translation>同机位：{photo}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save Filter</source>
        <translation>保存筛选</translation>
    </message>
    <message>
        <source>Save This Filter…</source>
        <translation>保存当前筛选…</translation>
    </message>
    <message>
        <source>Save and stay</source>
        <translation>保存，停留在本图斑</translation>
    </message>
    <message>
        <source>Save the form over it; both entries stay in the history</source>
        <translation>以本表内容保存；双方的录入都留在经过中</translation>
    </message>
    <message>
        <source>Save this mapping as</source>
        <translation>将此对应保存为</translation>
    </message>
    <message>
        <source>Save, then next unfinished parcel</source>
        <translation>保存，转到下一个未完成图斑</translation>
    </message>
    <message>
        <source>Saved by</source>
        <translation>保存软件</translation>
    </message>
    <message>
        <source>Saved connection</source>
        <translation>已保存的连接</translation>
    </message>
    <message>
        <source>Saved filters of this ledger</source>
        <translation>本台账保存的筛选</translation>
    </message>
    <message>
        <source>Saved mapping (name; empty = the one that fits)</source>
        <translation>映射方案（名称；空 = 自动选用相符的）</translation>
    </message>
    <message>
        <source>Saved · seq {seq}</source>
        <translation>已保存 · 第 {seq} 条</translation>
    </message>
    <message>
        <source>Say by when.</source>
        <translation>请填写到期日。</translation>
    </message>
    <message>
        <source>Say in DATE_FIELD which field of {path} holds the day: its fields are {known}.</source>
        <translation>请在DATE_FIELD中指明{path}的哪个字段是拍摄日期：现有字段为{known}。</translation>
    </message>
    <message>
        <source>Say in words why the thresholds are adopted: it stands in the journal for good.</source>
        <translation>请写明采用理由：理由将永久记入日志。</translation>
    </message>
    <message>
        <source>Say in words why: it stands in the record for good.</source>
        <translation>请写明理由：将永久记入台账。</translation>
    </message>
    <message>
        <source>Say which township the parcel lies in.</source>
        <translation>请写明图斑坐落的乡镇。</translation>
    </message>
    <message>
        <source>Say why it is taken back.</source>
        <translation>请填写撤回原因。</translation>
    </message>
    <message>
        <source>Say why it is undone.</source>
        <translation>请写明撤销的原因。</translation>
    </message>
    <message>
        <source>Say why the file is taken off the parcel.</source>
        <translation>请写明移除材料的原因。</translation>
    </message>
    <message>
        <source>Say why the image is retired.</source>
        <translation>请写明停用该影像的原因。</translation>
    </message>
    <message>
        <source>Say why the place is corrected.</source>
        <translation>请写明更正坐落的理由。</translation>
    </message>
    <message>
        <source>Say why the red line is retired.</source>
        <translation>请写明停用该红线的原因。</translation>
    </message>
    <message>
        <source>Say why the signature is taken back.</source>
        <translation>请写明撤回签字的原因。</translation>
    </message>
    <message>
        <source>Say why: a hold and its release need a reason.</source>
        <translation>请写明原因：挂起和解除都须有理由。</translation>
    </message>
    <message>
        <source>Scale (ppm)</source>
        <translation>尺度（ppm）</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描件</translation>
    </message>
    <message>
        <source>Scan of the approval</source>
        <translation>审批件扫描</translation>
    </message>
    <message>
        <source>Scan or photo</source>
        <translation>扫描件或照片</translation>
    </message>
    <message>
        <source>Scan, parcel</source>
        <translation>扫描件、图斑</translation>
    </message>
    <message>
        <source>Scans (folder or file)</source>
        <translation>扫描件（文件夹或文件）</translation>
    </message>
    <message>
        <source>Scans and photos ({kinds})</source>
        <translation>扫描件、照片 ({kinds})</translation>
    </message>
    <message>
        <source>Scans not matched</source>
        <translation>未识别的扫描件</translation>
    </message>
    <message>
        <source>Scene of {day} ({source})</source>
        <translation>{day} 影像（{source}）</translation>
    </message>
    <message>
        <source>Scene shown below: capture date and role</source>
        <translation>下方显示的影像：拍摄日期与类型</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>套合</translation>
    </message>
    <message>
        <source>Screen parcels</source>
        <translation>套合图斑</translation>
    </message>
    <message>
        <source>Screen {count}</source>
        <translation>套合 {count} 宗</translation>
    </message>
    <message>
        <source>Screen, and Show the Ground as a Map Layer…</source>
        <translation>套合并生成范围图层…</translation>
    </message>
    <message>
        <source>Screened</source>
        <translation>已套合</translation>
    </message>
    <message>
        <source>Screened against red lines</source>
        <translation>已与红线套合</translation>
    </message>
    <message>
        <source>Screened {parcels} parcels: {overlaps} overlaps in {seconds} s.</source>
        <translation>已套合 {parcels} 个图斑：{overlaps} 条重叠，用时 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Screening Report</source>
        <translation>套合分析报告</translation>
    </message>
    <message>
        <source>Screening report: {county}</source>
        <translation>红线套合分析报告：{county}</translation>
    </message>
    <message>
        <source>Screening results of {count} parcels and red lines</source>
        <translation>{count} 条套合结果</translation>
    </message>
    <message>
        <source>Screens parcels against the registered red lines: for each parcel, layer and class the official ellipsoidal area of what they share, overlapping polygons counted once, balanced so that the classes of a land-use layer and the uncovered rest add up to the parcel&apos;s area exactly. Earlier results of the same parcels and layers are replaced. Without WHERE the parcels in force are screened, not those that a new issue replaced or withdrew.</source>
        <translation>将图斑与已登记的红线套合：按图斑、图层、类别计算共有部分的椭球面积，相互重叠的图形只计一次，并平差，使地类图层各类别与未覆盖部分之和恒等于图斑面积。同一图斑、同一图层的旧结果会被替换。不填 WHERE 时审查现行有效的图斑，不含已被重新下发替代或撤回的图斑。</translation>
    </message>
    <message>
        <source>Seamline layer</source>
        <translation>镶嵌线图层</translation>
    </message>
    <message>
        <source>Seamlines of a mosaic (polygons with the day of each part)</source>
        <translation>镶嵌影像的镶嵌线（面图层，含各部分拍摄日期）</translation>
    </message>
    <message>
        <source>Search all pages</source>
        <translation>搜索全部页面</translation>
    </message>
    <message>
        <source>Second witness</source>
        <translation>见证人二</translation>
    </message>
    <message>
        <source>Select a package in the list first.</source>
        <translation>请先在列表中选择一个成果包。</translation>
    </message>
    <message>
        <source>Select a red line in the list first.</source>
        <translation>请先在列表中选择一层红线。</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select one red line that is in force first.</source>
        <translation>请先选中一个有效的红线图层。</translation>
    </message>
    <message>
        <source>Select parcels in the table or on the map first.</source>
        <translation>请先在表中或地图上选择图斑。</translation>
    </message>
    <message>
        <source>Select the one parcel it is about, on the map or in the table of parcels.</source>
        <translation>请在地图或图斑列表中选中它所指的那一个图斑。</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>选中</translation>
    </message>
    <message>
        <source>Selected ({count})</source>
        <translation>选中（{count}）</translation>
    </message>
    <message>
        <source>Selected: {count} · {area} mu</source>
        <translation>已选{count}块 · {area}亩</translation>
    </message>
    <message>
        <source>Selection: {where}. As of {date}. Ledger {ledger}, event {seq}; made {when}, software {version}.</source>
        <translation>选取范围：{where}。截止日期：{date}。台账：{ledger}，第 {seq} 条记录；生成于 {when}，软件版本 {version}。</translation>
    </message>
    <message>
        <source>Selection: {where}. Profile {version}. Ledger event {seq}.</source>
        <translation>范围：{where}。口径{version}。台账事件{seq}。</translation>
    </message>
    <message>
        <source>Separate</source>
        <translation>分别计</translation>
    </message>
    <message>
        <source>Separate (2)</source>
        <translation>分别计 (2)</translation>
    </message>
    <message>
        <source>Serve a notice</source>
        <translation>送达文书</translation>
    </message>
    <message>
        <source>Served on</source>
        <translation>送达日期</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Serve…</source>
        <translation>下达…</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>Set a deadline</source>
        <translation>设定期限</translation>
    </message>
    <message>
        <source>Set back every case the last merge changed and nobody worked on since</source>
        <translation>把上次合并改动过、之后无人办理的图斑全部恢复</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Set responsibility</source>
        <translation>落实责任人</translation>
    </message>
    <message>
        <source>Settled since</source>
        <translation>后续已消除</translation>
    </message>
    <message>
        <source>Settlement attribute</source>
        <translation>城镇村属性</translation>
    </message>
    <message>
        <source>Set…</source>
        <translation>设定…</translation>
    </message>
    <message>
        <source>Several are allowed, with commas between them.</source>
        <translation>可填多个，用顿号分隔。</translation>
    </message>
    <message>
        <source>Several of {numbers} lie on the same ground: together they are {area} m² ({mu} mu) more than the ground, which is counted once.</source>
        <translation>{numbers} 中有几个落在同一地块上：其面积合计比实际占地多 {area} 平方米（{mu} 亩），占地只计一次。</translation>
    </message>
    <message>
        <source>Several parcels have the number {number}: choose the right one in the table and take the current parcel.</source>
        <translation>编号 {number} 对应多个图斑：请在列表中选中所指的图斑，再点“当前图斑”。</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>占比 %</translation>
    </message>
    <message>
        <source>Share of the earlier</source>
        <translation>占已有图斑</translation>
    </message>
    <message>
        <source>Share of the other, %</source>
        <translation>占对方图斑（%）</translation>
    </message>
    <message>
        <source>Share of the parcel, %</source>
        <translation>占本图斑（%）</translation>
    </message>
    <message>
        <source>Share of this one</source>
        <translation>占本图斑</translation>
    </message>
    <message>
        <source>Shared with red lines</source>
        <translation>与各层红线的重叠</translation>
    </message>
    <message>
        <source>Shift, m</source>
        <translation>错位，米</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>字段名</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show Retired</source>
        <translation>显示已停用</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show before and after in turn in one place; again: as before</source>
        <translation>在同一位置交替显示前、后影像；再按恢复原方式</translation>
    </message>
    <message>
        <source>Show before and after with the heat map and the outline of what seems left</source>
        <translation>打开前后影像比对，显示热力图和疑似残留轮廓</translation>
    </message>
    <message>
        <source>Show heat map</source>
        <translation>看热力图</translation>
    </message>
    <message>
        <source>Show imported parcels</source>
        <translation>查看入库图斑</translation>
    </message>
    <message>
        <source>Show on map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Show on the Map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Show one status</source>
        <translation>只显示一种状态</translation>
    </message>
    <message>
        <source>Show or hide the panel {title}</source>
        <translation>显示或隐藏“{title}”面板</translation>
    </message>
    <message>
        <source>Show or hide the sheet of keys</source>
        <translation>显示或隐藏快捷键一览</translation>
    </message>
    <message>
        <source>Show the nearest: {scene}</source>
        <translation>显示日期最近的影像：{scene}</translation>
    </message>
    <message>
        <source>Show the other date for as long as the key is held</source>
        <translation>按住时显示另一期影像，松开即恢复</translation>
    </message>
    <message>
        <source>Show the other date under the pointer; again: as before</source>
        <translation>在指针处显示另一期影像；再按恢复原方式</translation>
    </message>
    <message>
        <source>Show the outline of what seems left; again: hide it</source>
        <translation>显示疑似残留的轮廓；再按隐藏</translation>
    </message>
    <message>
        <source>Show the parcel&apos;s photo that wants looking at first</source>
        <translation>放大显示该图斑最需先看的照片</translation>
    </message>
    <message>
        <source>Show the parcels of one batch</source>
        <translation>只看某一批次的图斑</translation>
    </message>
    <message>
        <source>Show the parcels of one township</source>
        <translation>只看某一乡镇的图斑</translation>
    </message>
    <message>
        <source>Show the parcels that lie in a red line, as screened</source>
        <translation>只看压占某类红线的图斑（按套合结果）</translation>
    </message>
    <message>
        <source>Show the whole number, to read or change it</source>
        <translation>显示完整号码，可查看、修改</translation>
    </message>
    <message>
        <source>Show the whole parcel on the map, with room around it</source>
        <translation>在地图上完整显示本图斑及其周边</translation>
    </message>
    <message>
        <source>Show the whole parcel with what lies around it</source>
        <translation>显示整个图斑及其周边</translation>
    </message>
    <message>
        <source>Show where structure of before is found again after; again: hide it</source>
        <translation>显示前时相结构在后时相再现之处；再按隐藏</translation>
    </message>
    <message>
        <source>Show where the photos of the current parcel were taken, with an arrow the way the camera looked; click one for the photo</source>
        <translation>在地图上显示当前图斑各照片的拍摄点和拍摄方位（箭头）；点击可看照片</translation>
    </message>
    <message>
        <source>Shown once you have recorded what you see (rule of this county).</source>
        <translation>本县规定：先记录所见，再显示。</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并列</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Sign, level {level} {role}: {number}</source>
        <translation>第 {level} 级 {role} 签字：{number}</translation>
    </message>
    <message>
        <source>Sign-off form: {stage}, {signer}</source>
        <translation>{stage}逐级审核签字表（{signer}）</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Signature (fingerprint)</source>
        <translation>签字（按指印）</translation>
    </message>
    <message>
        <source>Signature of {person} taken back</source>
        <translation>{person}撤回签字</translation>
    </message>
    <message>
        <source>Signature {number}</source>
        <translation>签字（{number}）</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Signatures and rows to look at</source>
        <translation>需要查看的签字和记录</translation>
    </message>
    <message>
        <source>Signatures from scans</source>
        <translation>扫描件登记签字</translation>
    </message>
    <message>
        <source>Signatures from scans: dry run, nothing was written</source>
        <translation>扫描件登记签字：试运行，未写入</translation>
    </message>
    <message>
        <source>Signatures given so far end by it, and everybody signs again.</source>
        <translation>已有签字随之失效，须重新逐级签字。</translation>
    </message>
    <message>
        <source>Signatures given so far stand for the evidence as it was: they end when this is attached, and everybody signs again.</source>
        <translation>已有签字针对的是原来的材料：附上后签字即失效，须重新逐级签字。</translation>
    </message>
    <message>
        <source>Signatures given so far stand for the facts as they were: they end by this, and everybody signs again.</source>
        <translation>已有签字针对的是原来的事实：更正后签字即失效，须重新逐级签字。</translation>
    </message>
    <message>
        <source>Signatures, photos and files</source>
        <translation>签字、照片和附件</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签字</translation>
    </message>
    <message>
        <source>Signed by every level</source>
        <translation>逐级签字完成</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>签字日期</translation>
    </message>
    <message>
        <source>Signed on (empty = today)</source>
        <translation>签字日期（空 = 今天）</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>签字人</translation>
    </message>
    <message>
        <source>Signing here: level {level}, {signer}</source>
        <translation>本级签字：第 {level} 级  {signer}</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>签字…</translation>
    </message>
    <message>
        <source>Site {number}</source>
        <translation>地块 {number}</translation>
    </message>
    <message>
        <source>Site: polygon as WKT (instead of a layer)</source>
        <translation>地块：WKT 面（不用图层时）</translation>
    </message>
    <message>
        <source>Site: polygon layer or file</source>
        <translation>地块：面图层或文件</translation>
    </message>
    <message>
        <source>Size of the lens</source>
        <translation>透镜大小</translation>
    </message>
    <message>
        <source>Sketch of the site</source>
        <translation>地块示意图</translation>
    </message>
    <message>
        <source>Sliver: under {mu} mu and under {width} m mean width (2 × area / perimeter).</source>
        <translation>边角细缝：面积小于 {mu} 亩且平均宽度小于 {width} 米（平均宽度 = 2×面积÷周长）。</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>存为证据</translation>
    </message>
    <message>
        <source>So far by</source>
        <translation>现在的期限</translation>
    </message>
    <message>
        <source>So much of the parcel lies in the red line at least</source>
        <translation>图斑压占该红线的面积下限</translation>
    </message>
    <message>
        <source>Some results no longer hold, screen again: {reasons}.</source>
        <translation>部分结果已失效，请重新套合：{reasons}。</translation>
    </message>
    <message>
        <source>Something went wrong: {reason}. Details are in the log panel under {log}.</source>
        <translation>出错了：{reason}。详情见日志面板的 {log}。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Source (satellite, flight)</source>
        <translation>来源（卫星、航摄）</translation>
    </message>
    <message>
        <source>Source of the clues</source>
        <translation>下发来源</translation>
    </message>
    <message>
        <source>Source of the clues: {source}</source>
        <translation>线索来源：{source}</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Split Parcels…</source>
        <translation>拆分图斑…</translation>
    </message>
    <message>
        <source>Split into parts</source>
        <translation>已拆分</translation>
    </message>
    <message>
        <source>Split parcels by plan</source>
        <translation>按规划拆分图斑</translation>
    </message>
    <message>
        <source>Split parts</source>
        <translation>拆分地块</translation>
    </message>
    <message>
        <source>Stage (empty = where each case stands)</source>
        <translation>签字环节（空 = 按案件当前状态）</translation>
    </message>
    <message>
        <source>Stage: {stage}</source>
        <translation>审核环节：{stage}</translation>
    </message>
    <message>
        <source>Standing above this score</source>
        <translation>高于此得分视为仍在</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps and signatures</source>
        <translation>办理与签字</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>待说明的疑点</translation>
    </message>
    <message>
        <source>Still to be named: {things}</source>
        <translation>尚未明确：{things}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped: nothing was entered.</source>
        <translation>已停止，未录入任何内容。</translation>
    </message>
    <message>
        <source>Stopped: the {count} parcels measured so far are kept, the next run goes on from here.</source>
        <translation>已停止：已测的{count}个图斑保留，下次从这里接着做。</translation>
    </message>
    <message>
        <source>Structure found again (0–1): a hint, not a verdict</source>
        <translation>结构再现度（0–1），仅供参考</translation>
    </message>
    <message>
        <source>Structures are gone, suggested as standing</source>
        <translation>已拆，建议为仍在或部分拆除</translation>
    </message>
    <message>
        <source>Structures are gone, suggested so</source>
        <translation>已拆，建议为已拆</translation>
    </message>
    <message>
        <source>Structures found</source>
        <translation>找到的建筑数</translation>
    </message>
    <message>
        <source>Subject responsibility</source>
        <translation>主体责任</translation>
    </message>
    <message>
        <source>Submit the evidence package</source>
        <translation>上报举证包</translation>
    </message>
    <message>
        <source>Submit the survey</source>
        <translation>提交摸排</translation>
    </message>
    <message>
        <source>Suggest of many parcels whether their structures are gone, with every reason</source>
        <translation>成批给出建筑拆没拆的建议，逐条写明理由</translation>
    </message>
    <message>
        <source>Suggested by the program from two images, by structure and not by colour; a person decides</source>
        <translation>程序按两期影像的结构（不按颜色）给出的建议，由人认定</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>建议（供核对）</translation>
    </message>
    <message>
        <source>Suggestions are judged by {rules}.</source>
        <translation>建议按 {rules} 判定。</translation>
    </message>
    <message>
        <source>Suggestions by the program from two images; a person decides. &quot;Gone&quot; speaks of structures only: whether the ground is farmed again is not judged from images.</source>
        <translation>本表是程序根据两期影像给出的建议，由人核定。“已拆除”只说建筑物；是否复耕不凭影像判断。</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Sum = computed</source>
        <translation>合计 = 计算面积</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Survey form</source>
        <translation>摸排信息采集表</translation>
    </message>
    <message>
        <source>Survey on site</source>
        <translation>现场摸排</translation>
    </message>
    <message>
        <source>Survey result</source>
        <translation>摸排结果</translation>
    </message>
    <message>
        <source>Survey sheet</source>
        <translation>摸排表</translation>
    </message>
    <message>
        <source>Surveyed</source>
        <translation>核查日期</translation>
    </message>
    <message>
        <source>Surveyed on</source>
        <translation>核查日期</translation>
    </message>
    <message>
        <source>Surveyors</source>
        <translation>核查人</translation>
    </message>
    <message>
        <source>Suspected to take {mu} mu of cropland ({percent} %): check conversion approval and the balance of cropland.</source>
        <translation>疑似占用耕地 {mu} 亩（{percent}%）：建议核对农用地转用审批和耕地占补平衡。</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Suspicions</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>卷帘</translation>
    </message>
    <message>
        <source>TAKE names {number}, but {count} parcels of this field project have that number: name the one you mean by its parcel_uid ({uids}).</source>
        <translation>TAKE指定了{number}，但本外业工程中有{count}个图斑使用该编号：请改用parcel_uid指明（{uids}）。</translation>
    </message>
    <message>
        <source>TAKE names {number}, which is no parcel of this field project.</source>
        <translation>TAKE 中的 {number} 不是本外业工程中的图斑。</translation>
    </message>
    <message>
        <source>TRANSFORMATION is {given}: write four parameters such as {example} (dx to the north and dy to the east in metres, rotation in seconds, scale in ppm), or a PROJ pipeline such as {pipeline}.</source>
        <translation>转换参数（TRANSFORMATION）为 {given}，无法识别：请写四参数，例如 {example}（dx 向北、dy 向东，单位米；旋转 rotation 单位秒；尺度 scale 单位 ppm），或 PROJ 管线，例如 {pipeline}。</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Table of findings</source>
        <translation>认定意见表</translation>
    </message>
    <message>
        <source>Table of the results</source>
        <translation>结果表</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.csv)</source>
        <translation>表格 (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>Take Field Copy…</source>
        <translation>取外业副本…</translation>
    </message>
    <message>
        <source>Take Over Earlier Cases…</source>
        <translation>案件承接…</translation>
    </message>
    <message>
        <source>Take a signature back</source>
        <translation>撤回签字</translation>
    </message>
    <message>
        <source>Take an image out that was registered with a wrong role or date</source>
        <translation>停用类型或日期登错的影像</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回认定</translation>
    </message>
    <message>
        <source>Take back the assignment</source>
        <translation>退派</translation>
    </message>
    <message>
        <source>Take back what is typed and not saved, else my last finding of today</source>
        <translation>撤回未保存的填写；没有未保存的，则撤销我今天最近一次认定</translation>
    </message>
    <message>
        <source>Take back what is typed and not saved, else my last finding of today; press again for the one before</source>
        <translation>撤回未保存的填写；没有未保存的，则撤销我今天最近一次认定；再按撤销更早一次</translation>
    </message>
    <message>
        <source>Take back what was in place</source>
        <translation>撤回到位登记</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Take every condition away</source>
        <translation>清除全部筛选条件</translation>
    </message>
    <message>
        <source>Take field copy</source>
        <translation>取外业副本</translation>
    </message>
    <message>
        <source>Take into the form</source>
        <translation>采纳为草稿</translation>
    </message>
    <message>
        <source>Take it as a re-issue</source>
        <translation>按重新下发处理</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>移除材料</translation>
    </message>
    <message>
        <source>Take off…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Take over a filled survey form (xlsx, csv)</source>
        <translation>读入填好的摸排表（xlsx、csv）</translation>
    </message>
    <message>
        <source>Take over earlier cases</source>
        <translation>案件承接</translation>
    </message>
    <message>
        <source>Take over shipped rules</source>
        <translation>采用随附规则</translation>
    </message>
    <message>
        <source>Take over the earlier issue&apos;s case</source>
        <translation>案件承接</translation>
    </message>
    <message>
        <source>Take over {count} cases</source>
        <translation>承接 {count} 个案件</translation>
    </message>
    <message>
        <source>Take over {count} cases of the earlier issue…</source>
        <translation>承接上次下发的 {count} 个案件…</translation>
    </message>
    <message>
        <source>Take selected polygons</source>
        <translation>取所选图形</translation>
    </message>
    <message>
        <source>Take the copy&apos;s</source>
        <translation>采用副本的</translation>
    </message>
    <message>
        <source>Take the outline to the map to correct it and record it as left; nothing is recorded before</source>
        <translation>把轮廓带到地图上修改，再登记为残留；在此之前什么都不记录</translation>
    </message>
    <message>
        <source>Take the selected polygons</source>
        <translation>取所选图形</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用对方的</translation>
    </message>
    <message>
        <source>Take what screening and other answers propose into empty fields:</source>
        <translation>将套合结果和推算值填入空白项：</translation>
    </message>
    <message>
        <source>Taken at</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Taken back what was in place</source>
        <translation>撤回到位登记</translation>
    </message>
    <message>
        <source>Taken back: what was typed and not saved yet.</source>
        <translation>已撤回尚未保存的填写。</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>并入内容</translation>
    </message>
    <message>
        <source>Taken over from a field copy</source>
        <translation>并入外业副本</translation>
    </message>
    <message>
        <source>Taken over: {names}</source>
        <translation>已采用：{names}</translation>
    </message>
    <message>
        <source>Takes in a folder or zip of photos: each is matched with a parcel by the number in its name or folder, or by where it was taken, attached once, and checked: position and distance to the parcel&apos;s edge, time against satellite time and the demolition, editors, missing camera data, and whether the same picture is evidence elsewhere. Photos attached by other means are checked, too; without INPUT only these. What is noticed are flags for a person to explain: nothing is rejected. Running it again adds nothing twice. READ = ATTACHED + UNMATCHED + ALREADY + REFUSED.</source>
        <translation>读入照片文件夹或压缩包：按文件名、文件夹名里的图斑编号或拍摄位置对应到图斑，只挂接一次，并逐张核对：定位和到图斑边线的距离，拍摄时间与卫星时间、拆除日期的先后，修图软件，有无拍摄信息，以及同一画面是否已用于别处。通过其他途径挂接的照片也一并核对；不填 INPUT 时只核对这些照片。发现的疑点由人说明，不自动退件。重复运行不会重复添加。READ = ATTACHED + UNMATCHED + ALREADY + REFUSED。</translation>
    </message>
    <message>
        <source>Task as issued</source>
        <translation>下发任务</translation>
    </message>
    <message>
        <source>Task as issued, mu</source>
        <translation>下发任务（亩）</translation>
    </message>
    <message>
        <source>Task of the county after this batch</source>
        <translation>本批次导入后的全县任务</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>巡查人员</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>That a photo shows the truth, or that what was entered was so on the ground.</source>
        <translation>照片是否反映真实情况，所填内容是否与实地一致。</translation>
    </message>
    <message>
        <source>That a photo shows the truth, or who really signed.</source>
        <translation>照片是否反映事实，以及究竟由谁签字。</translation>
    </message>
    <message>
        <source>That file exists: choose another name, or open it.</source>
        <translation>文件已存在：请换一个名称，或直接打开它。</translation>
    </message>
    <message>
        <source>That it is gone is shown by photos of after the rectification, attached in this round and taken on {found} or later.</source>
        <translation>残留已消除须以整改后照片证明：本轮挂接，且摄于{found}或之后。</translation>
    </message>
    <message>
        <source>That whoever is named really held the pen or sat at the computer: a login and a scan do not show it.</source>
        <translation>签字、操作的是否确为本人：登录名和扫描件不能证明。</translation>
    </message>
    <message>
        <source>The .shx was damaged and was restored from the .shp.</source>
        <translation>.shx 已损坏，已根据 .shp 重建。</translation>
    </message>
    <message>
        <source>The .shx was missing and was restored from the .shp.</source>
        <translation>缺少 .shx，已由 .shp 重建。</translation>
    </message>
    <message>
        <source>The Dask cluster has had no worker for {seconds} s, or its scheduler is gone: nothing was written; start the workers and screen again.</source>
        <translation>Dask 集群已有 {seconds} 秒没有工作进程，或调度器已退出：没有写入任何内容；请启动工作进程后重新审查。</translation>
    </message>
    <message>
        <source>The Dask cluster has no worker: start one with “dask worker {address}”.</source>
        <translation>Dask 集群没有工作进程：请用“dask worker {address}”启动。</translation>
    </message>
    <message>
        <source>The Dask scheduler has dropped the job: nothing was written; screen again.</source>
        <translation>Dask 调度器丢弃了本次任务：没有写入任何内容；请重新审查。</translation>
    </message>
    <message>
        <source>The QR code on it is not that of a sign-off form.</source>
        <translation>上面的二维码不是签字表的二维码。</translation>
    </message>
    <message>
        <source>The WKT cannot be read: write it like POLYGON((x y, x y, x y, x y)).</source>
        <translation>无法读取 WKT：请写成 POLYGON((x y, x y, x y, x y))。</translation>
    </message>
    <message>
        <source>The address has the unknown part {name}; known are {known}.</source>
        <translation>地址中的 {name} 无法识别；可用的有 {known}。</translation>
    </message>
    <message>
        <source>The anchors are of another ledger: choose those of {name}.</source>
        <translation>凭证属于另一台账：请选择 {name} 的凭证。</translation>
    </message>
    <message>
        <source>The appeal is right: every signature of this round ends and the parcel is surveyed again.</source>
        <translation>申诉成立：本轮签字全部作废，图斑重新摸排。</translation>
    </message>
    <message>
        <source>The area table in the columns of the platforms, as a workbook</source>
        <translation>按平台栏目的套合面积表（Excel）</translation>
    </message>
    <message>
        <source>The backup is made without an event in the journal, which cannot be written now.</source>
        <translation>日志现在无法写入：备份照做，但不记入日志。</translation>
    </message>
    <message>
        <source>The batch is in the ledger.</source>
        <translation>该批次已在台账中。</translation>
    </message>
    <message>
        <source>The batches {theirs} of the copy and {ours} of this ledger were never compared: run Reconcile batches with FIND to find parcels on the same ground.</source>
        <translation>副本的批次 {theirs} 与本台账的批次 {ours} 尚未相互比对：请运行“批次去重核对”并勾选 FIND，查找重合图斑。</translation>
    </message>
    <message>
        <source>The campaign&apos;s form has a condition ({key}) that a field project cannot ask: hand out the survey sheet instead.</source>
        <translation>该专项行动的摸排表含有外业工程无法表达的条件（{key}）：请改发摸排表工作簿。</translation>
    </message>
    <message>
        <source>The capture date {date} lies in the future.</source>
        <translation>拍摄日期 {date} 在将来。</translation>
    </message>
    <message>
        <source>The case is closed here: reopen it before taking this over.</source>
        <translation>本台账中该图斑已办结：请先重新核查，再采用副本的内容。</translation>
    </message>
    <message>
        <source>The case is closed: no deadline can be set.</source>
        <translation>案件已办结，不能再设期限。</translation>
    </message>
    <message>
        <source>The case is closed: reopen it before adding evidence of the survey or the acceptance.</source>
        <translation>案件已办结：须先重启案件，才能补充摸排或验收材料。</translation>
    </message>
    <message>
        <source>The case is closed: reopen it before correcting it.</source>
        <translation>案件已办结：须先重启案件才能更正。</translation>
    </message>
    <message>
        <source>The case is closed: reopen it before recording what is on the ground.</source>
        <translation>图斑已办结：请先重新启动，再登记现场情况。</translation>
    </message>
    <message>
        <source>The case is closed: reopen it before serving a notice.</source>
        <translation>案件已办结：要下达文书，请先恢复。</translation>
    </message>
    <message>
        <source>The case is closed: there is nothing to hold.</source>
        <translation>案件已办结，无须挂起。</translation>
    </message>
    <message>
        <source>The case is not on hold.</source>
        <translation>案件没有挂起。</translation>
    </message>
    <message>
        <source>The case is not under appeal.</source>
        <translation>案件不在申诉中。</translation>
    </message>
    <message>
        <source>The case is on hold ({hold}): release it before {action}.</source>
        <translation>该图斑已暂停办理（{hold}）：请先解除，再执行 {action}。</translation>
    </message>
    <message>
        <source>The case is on hold ({hold}): release it first.</source>
        <translation>案件已{hold}：请先解除。</translation>
    </message>
    <message>
        <source>The case is on hold already.</source>
        <translation>案件已经挂起。</translation>
    </message>
    <message>
        <source>The case of the earlier issue was changed meanwhile: look at it again, then take it over.</source>
        <translation>上次下发的案件期间有改动：请重新查看后再承接。</translation>
    </message>
    <message>
        <source>The case stands again where it stood.</source>
        <translation>案件恢复到挂起前的状态。</translation>
    </message>
    <message>
        <source>The case stands at {status}: nothing is to be signed there.</source>
        <translation>案件处于“{status}”，此时没有要签的字。</translation>
    </message>
    <message>
        <source>The case stands at {status}: this step is not open there.</source>
        <translation>图斑处于“{status}”环节，该环节不能进行此操作。</translation>
    </message>
    <message>
        <source>The case was changed by {who} at {when} (now version {version}): look at it again, then save.</source>
        <translation>该图斑已由 {who} 于 {when} 修改（现为第 {version} 版）：请重新查看后再保存。</translation>
    </message>
    <message>
        <source>The case was worked on after the merge: what came in stays, correct it by hand.</source>
        <translation>合并之后案件又有办理：并入的内容保留，请手工更正。</translation>
    </message>
    <message>
        <source>The case was worked on since it was taken over: what came in stays, correct it by hand.</source>
        <translation>案件承接后已继续办理：承接的内容保留，请人工更正。</translation>
    </message>
    <message>
        <source>The chain of this parcel has no level {level}.</source>
        <translation>本图斑的签字链没有第 {level} 级。</translation>
    </message>
    <message>
        <source>The checks of the import were not written ({reason}): run them again.</source>
        <translation>检查结果没有写出（{reason}）：请重新检查。</translation>
    </message>
    <message>
        <source>The checks were stopped; nothing was written.</source>
        <translation>已停止检查，未写入任何内容。</translation>
    </message>
    <message>
        <source>The classes add up to the parcel, in m² and in mu</source>
        <translation>各类之和等于图斑面积，平方米和亩均平衡</translation>
    </message>
    <message>
        <source>The clock of this computer is more than a day off the server&apos;s: set it right, then do it again.</source>
        <translation>本机时钟与服务器相差超过一天：请校正后重试。</translation>
    </message>
    <message>
        <source>The coefficients are percentages: divided by 100.</source>
        <translation>田坎系数为百分数：已除以 100。</translation>
    </message>
    <message>
        <source>The columns {columns} hold personal data and were not recorded: the journal is never erased.</source>
        <translation>列 {columns} 含个人信息，未予记录：日志一经写入不可删除。</translation>
    </message>
    <message>
        <source>The connection to {name} was lost just when the step was written: look whether it stands in the journal before doing it again.</source>
        <translation>写入这一步时与 {name} 的连接中断：请先查看留痕中是否已有这一步，再决定是否重做。</translation>
    </message>
    <message>
        <source>The connection to {name} was lost: nothing of this step was written, do it again.</source>
        <translation>与 {name} 的连接中断：这一步未写入任何内容，请重做。</translation>
    </message>
    <message>
        <source>The connection to {name} was lost: what colleagues write shows a little later.</source>
        <translation>与 {name} 的连接中断：同事写入的内容会稍后显示。</translation>
    </message>
    <message>
        <source>The coordinate system as concluded, and why. In doubt the county&apos;s outline decides.</source>
        <translation>自动判断的坐标系及理由。有疑问时以县界为准。</translation>
    </message>
    <message>
        <source>The copy</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>The copy carries other rules or dictionaries than this ledger; its steps were judged by this ledger&apos;s.</source>
        <translation>副本所带的规则或字典与本台账不同；其各步骤按本台账的规则审查。</translation>
    </message>
    <message>
        <source>The copy is checked.</source>
        <translation>正在校验副本。</translation>
    </message>
    <message>
        <source>The copy of the red line {name} beside the ledger is damaged or was altered and its source cannot be read ({reason}) Copy {file} from a colleague&apos;s folder, or register the layer again.</source>
        <translation>台账旁红线 {name} 的副本已损坏或被改动，其源数据又无法读取（{reason}）请从同事的文件夹复制 {file}，或重新登记该图层。</translation>
    </message>
    <message>
        <source>The copy of the red line {name} beside the ledger is damaged or was altered and {path} holds other data now than when it was registered: copy {file} from a colleague&apos;s folder, or register the layer again in its place.</source>
        <translation>台账旁红线 {name} 的副本已损坏或被改动，而 {path} 现在的数据与登记时不同：请从同事的文件夹复制 {file}，或重新登记该图层以替换。</translation>
    </message>
    <message>
        <source>The copy of the red line {name} beside the ledger is damaged or was altered: it is made again from {path}.</source>
        <translation>台账旁红线 {name} 的副本已损坏或被改动：将由 {path} 重新生成。</translation>
    </message>
    <message>
        <source>The copy of the red line {name} is missing beside the ledger and its source cannot be read ({reason}) Copy {file} from a colleague&apos;s folder, or register the layer again.</source>
        <translation>台账旁缺少红线“{name}”的副本，且其来源无法读取（{reason}）请从同事的文件夹复制 {file}，或重新登记该图层。</translation>
    </message>
    <message>
        <source>The copy of the red line {name} is missing beside the ledger and {path} holds other data now than when it was registered: copy {file} from a colleague&apos;s folder, or register the layer again in its place.</source>
        <translation>台账旁缺少红线“{name}”的副本，而 {path} 的内容与登记时已不同：请从同事的文件夹复制 {file}，或重新登记该图层以替换原红线。</translation>
    </message>
    <message>
        <source>The copy of the red line {name} is missing beside the ledger: it is made again from {path}.</source>
        <translation>台账旁缺少红线“{name}”的副本：正从 {path} 重新生成。</translation>
    </message>
    <message>
        <source>The copy of the red line {name} was made by an earlier version, without a proof: it is made again from {path}.</source>
        <translation>红线 {name} 的副本由早期版本生成，没有校验标记：将由 {path} 重新生成。</translation>
    </message>
    <message>
        <source>The copy {source}, merged by {who} on {when}: {count} cases go back to what they were, unless somebody worked on them since. Batches, people and layers that came in stay.</source>
        <translation>{who} 于 {when} 合并的副本 {source}：{count} 个图斑将恢复到合并前，合并后又有人办理过的除外。带入的批次、人员和图层保留。</translation>
    </message>
    <message>
        <source>The county code has six digits.</source>
        <translation>县代码为六位数字。</translation>
    </message>
    <message>
        <source>The credit code does not fit its check character: one of its characters is wrong.</source>
        <translation>统一社会信用代码校验不通过：有一位填错了。</translation>
    </message>
    <message>
        <source>The cut field name {field} may mean {meanings}, and its values do not tell: it was left without a meaning</source>
        <translation>被截断的字段名 {field} 可能表示 {meanings}，其值也无法判定，未作映射</translation>
    </message>
    <message>
        <source>The data of the field project</source>
        <translation>外业工程数据</translation>
    </message>
    <message>
        <source>The database answers again.</source>
        <translation>数据库已恢复连接。</translation>
    </message>
    <message>
        <source>The database has no table {layer}: write LAYER as schema.table.</source>
        <translation>数据库中没有表 {layer}：请把“图层”写成 模式.表名。</translation>
    </message>
    <message>
        <source>The database refuses this step: {reason}.</source>
        <translation>数据库拒绝了这一步：{reason}。</translation>
    </message>
    <message>
        <source>The database server has no login {login}: have its administrator run {sql}.</source>
        <translation>数据库服务器没有账号 {login}：请管理员执行 {sql}。</translation>
    </message>
    <message>
        <source>The database server of {name} cannot be reached ({reason}): check the address and the network.</source>
        <translation>无法连接 {name} 的数据库服务器（{reason}）：请检查地址和网络。</translation>
    </message>
    <message>
        <source>The database server of {name} has no PostGIS: have it installed there.</source>
        <translation>{name} 的数据库服务器没有 PostGIS：请在服务器上安装。</translation>
    </message>
    <message>
        <source>The database {name} does not accept the login {login} with this password.</source>
        <translation>数据库 {name} 不接受账号 {login} 的这个密码。</translation>
    </message>
    <message>
        <source>The database {name} is not in UTF-8: have one made with ENCODING &apos;UTF8&apos;.</source>
        <translation>数据库 {name} 不是 UTF-8 编码：请用 ENCODING &apos;UTF8&apos; 另建一个。</translation>
    </message>
    <message>
        <source>The database {name} lacks PostGIS: have its administrator run {sql}.</source>
        <translation>数据库 {name} 没有启用 PostGIS：请管理员执行 {sql}。</translation>
    </message>
    <message>
        <source>The deadline that needs attention first, as it stands today</source>
        <translation>今日最紧的期限</translation>
    </message>
    <message>
        <source>The decision is undone.</source>
        <translation>已撤销该处理。</translation>
    </message>
    <message>
        <source>The decisions</source>
        <translation>认定结果</translation>
    </message>
    <message>
        <source>The disk of {path} is full: free some space and run again; nothing was written.</source>
        <translation>{path} 所在磁盘已满：请腾出空间后重试；未写入任何内容。</translation>
    </message>
    <message>
        <source>The divider lies across: one scene above it, one below</source>
        <translation>分割线横放：上下各显示一期影像</translation>
    </message>
    <message>
        <source>The earlier issue has cases that were worked on: they stay where they are until you take them over.</source>
        <translation>上次下发的图斑已有办理中的案件：在您选择承接之前，案件留在原图斑上。</translation>
    </message>
    <message>
        <source>The ellipsoid {name} is not known.</source>
        <translation>未知椭球 {name}。</translation>
    </message>
    <message>
        <source>The encoding {name} is unknown: use UTF-8, GBK or leave it empty.</source>
        <translation>未知编码 {name}：请用 UTF-8、GBK 或留空。</translation>
    </message>
    <message>
        <source>The facts have changed since this form was printed: print it again and have it signed anew.</source>
        <translation>签字表打印之后事实有变更：请重新打印、重新签字。</translation>
    </message>
    <message>
        <source>The field map</source>
        <translation>字段映射</translation>
    </message>
    <message>
        <source>The field map names the field {field}, which the layer has not: its fields are {fields}.</source>
        <translation>字段映射中的字段 {field} 在图层中不存在：现有字段为 {fields}。</translation>
    </message>
    <message>
        <source>The field map names {key}: use {known}.</source>
        <translation>字段映射中出现 {key}：请使用 {known}。</translation>
    </message>
    <message>
        <source>The field project</source>
        <translation>外业工程</translation>
    </message>
    <message>
        <source>The field {field} says {stated}, but its values fit {proven} ({measured}): set AREA_UNIT.</source>
        <translation>字段 {field} 标明单位为 {stated}，但数值符合 {proven}（{measured}）：请指定“监测面积单位”（AREA_UNIT）。</translation>
    </message>
    <message>
        <source>The file cannot be read ({reason}).</source>
        <translation>文件无法读取（{reason}）。</translation>
    </message>
    <message>
        <source>The file ends within the section {section} (line {line}): it is cut off.</source>
        <translation>文件在 {section} 段（第 {line} 行）内结束：文件不完整。</translation>
    </message>
    <message>
        <source>The file has no section [地块坐标]; its coordinate lines were read all the same.</source>
        <translation>文件没有 [地块坐标] 段，仍已读取其中的坐标行。</translation>
    </message>
    <message>
        <source>The file mixes encodings: {utf8} lines are UTF-8, {gbk} are GBK.</source>
        <translation>文件混用编码：{utf8} 行为 UTF-8，{gbk} 行为 GBK。</translation>
    </message>
    <message>
        <source>The file stays in the ledger&apos;s folder and in the history</source>
        <translation>文件仍保留在台账文件夹和经过中</translation>
    </message>
    <message>
        <source>The file writes the easting before the northing; it was read so.</source>
        <translation>文件中横坐标在纵坐标之前；已照此读取。</translation>
    </message>
    <message>
        <source>The file {name} does not lie beside the copy: bring the copy&apos;s folder of files and merge again.</source>
        <translation>副本旁没有文件 {name}：请把副本的附件文件夹一并带来，再合并一次。</translation>
    </message>
    <message>
        <source>The file&apos;s record lacks {what}.</source>
        <translation>附件的登记信息缺少：{what}。</translation>
    </message>
    <message>
        <source>The first image must be the earlier one: {first} is not before {second}.</source>
        <translation>第一幅须是较早的影像：{first} 不早于 {second}。</translation>
    </message>
    <message>
        <source>The first page: what there is</source>
        <translation>第一页：有哪些内容</translation>
    </message>
    <message>
        <source>The flag was raised on {raised}: it cannot have been answered on {day}.</source>
        <translation>该疑点于 {raised} 提出，不可能在 {day} 就已说明。</translation>
    </message>
    <message>
        <source>The folder of files is shared by everybody who works in this ledger: photos, scans and red lines lie there. Left empty, they stay on this computer.</source>
        <translation>文件夹由所有使用此台账的人共用，存放照片、扫描件和红线缓存。留空则存在本机。</translation>
    </message>
    <message>
        <source>The folder or zip of photos</source>
        <translation>照片文件夹或压缩包</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <source>The form code has {wanted} letters and digits, not {count}: type it as printed under the QR code, for example {example}.</source>
        <translation>表单编码应为 {wanted} 位字母和数字，现为 {count} 位：请按二维码下方所印输入，例如 {example}。</translation>
    </message>
    <message>
        <source>The ground cannot be computed ({reason}): the figures stand, see the engine&apos;s remark.</source>
        <translation>范围计算不出（{reason}）：面积数据不受影响，见套合备注。</translation>
    </message>
    <message>
        <source>The holidays of {years} are not entered: weekends alone were left out.</source>
        <translation>{years} 年的放假安排没有录入，只扣除了周六、周日。</translation>
    </message>
    <message>
        <source>The identity number begins with {digits}, which is no province.</source>
        <translation>身份证号开头的 {digits} 不是省级代码。</translation>
    </message>
    <message>
        <source>The identity number does not fit its check character: one of its digits is wrong.</source>
        <translation>身份证号校验不通过：有一位填错了。</translation>
    </message>
    <message>
        <source>The identity number has 15 digits, as on old cards: write the 18 digits of the present one.</source>
        <translation>身份证号是 15 位的老号码：请填 18 位的新号码。</translation>
    </message>
    <message>
        <source>The identity number has {count} characters instead of 18.</source>
        <translation>身份证号应为 18 位，现在是 {count} 位。</translation>
    </message>
    <message>
        <source>The identity number may hold digits only, and X as its last character.</source>
        <translation>身份证号只能是数字，最后一位可以是 X。</translation>
    </message>
    <message>
        <source>The identity number says {birth} for the day of birth, which cannot be.</source>
        <translation>身份证号里的出生日期 {birth} 不可能。</translation>
    </message>
    <message>
        <source>The identity number says {birth} for the day of birth, which is no date.</source>
        <translation>身份证号里的出生日期 {birth} 不是日期。</translation>
    </message>
    <message>
        <source>The image has {resolution} m pixels and no overviews: all of them are read for every piece of it. Convert it with &quot;Convert imagery&quot; and register the result.</source>
        <translation>影像像元{resolution}米且没有金字塔：每读一小块都要读全部像元。请用“转换影像”转换后再登记。</translation>
    </message>
    <message>
        <source>The image is stored in compressed strips: every small piece of it takes five times as long to read. Convert it with &quot;Convert imagery&quot; and register the result.</source>
        <translation>影像按压缩条带存储：每读一小块要多花五倍时间。请用“转换影像”转换后再登记。</translation>
    </message>
    <message>
        <source>The image of {day} is retired; the latest comparisons of {count} parcels rest on it: compare them again.</source>
        <translation>{day}的影像已停用；{count}个图斑的最近一次比对以它为依据，请重新比对。</translation>
    </message>
    <message>
        <source>The image of {day} shows the parcel: a photo is not needed.</source>
        <translation>{day}的影像已覆盖该图斑，可不另附照片。</translation>
    </message>
    <message>
        <source>The image of {day} was retired by {who} at {when}.</source>
        <translation>{day}的影像已由{who}于{when}停用。</translation>
    </message>
    <message>
        <source>The image {image} no longer counts: it is not offered or compared any more and does not prove that something was done in time. It stays in the register with who retired it and why; packages already made stay valid. It cannot be taken back; register the file again with the right role and date. A layer of it on the map stays until you remove it.</source>
        <translation>影像“{image}”将停用：不再供选、不再参与比对，也不再作为按期整改的依据。登记簿中仍保留，注明停用人和原因；已生成的成果包继续有效。停用不能撤销，请用正确的类型和日期重新登记该文件。地图上已有的图层保留，由您自行移除。</translation>
    </message>
    <message>
        <source>The import is being written. Stop it? Nothing of it will be in the ledger.</source>
        <translation>正在入库。是否停止？停止后台账中不会留下任何内容。</translation>
    </message>
    <message>
        <source>The import was stopped; nothing was written.</source>
        <translation>已停止入库，未写入任何内容。</translation>
    </message>
    <message>
        <source>The input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>The input cannot be read ({reason}): is it complete, and is it open elsewhere?</source>
        <translation>数据无法读取（{reason}）：请检查是否完整、是否在别处打开。</translation>
    </message>
    <message>
        <source>The journal has no group {group} that changed a case.</source>
        <translation>流水里没有改动案件的批次 {group}。</translation>
    </message>
    <message>
        <source>The journal&apos;s end</source>
        <translation>日志末条</translation>
    </message>
    <message>
        <source>The keys work while a Farmland panel or the map has the keyboard, not while you type in a field. Click in the panel, or press Esc in a field, to use them.</source>
        <translation>焦点在本插件面板或地图上时快捷键有效，在输入框中打字时无效。单击面板空白处，或在输入框中按 Esc，即可使用。</translation>
    </message>
    <message>
        <source>The largest share of the area decides. Issued codes stay with the parcel; what was corrected by hand stays.</source>
        <translation>按面积占比最大者认定。下发的代码仍保留在图斑上；人工更正的保持不变。</translation>
    </message>
    <message>
        <source>The layer declares {crs} (degrees) but its coordinates are metres (about {x}, {y}): set CRS.</source>
        <translation>图层声明为 {crs}（度），但坐标是米（约 {x}, {y}）：请指定“坐标系”（CRS）。</translation>
    </message>
    <message>
        <source>The layer declares {crs}, but its coordinates (about {x}, {y}) are of zone {zone} or of Web Mercator: set CRS.</source>
        <translation>图层声明为 {crs}，但其坐标（约 {x}, {y}）属于 {zone} 带或 Web 墨卡托，无法判定：请指定坐标系（CRS）。</translation>
    </message>
    <message>
        <source>The layer of the red line {name} does not lie beside the copy: register its source here to screen.</source>
        <translation>副本旁没有红线图层 {name} 的数据：请在这里重新登记该红线后再套合。</translation>
    </message>
    <message>
        <source>The layer {name} has edits that are not saved: save them first.</source>
        <translation>图层“{name}”有未保存的编辑：请先保存。</translation>
    </message>
    <message>
        <source>The layer {name} is filtered: take the filter off, or make a view of what it shows.</source>
        <translation>图层“{name}”设了过滤条件：请去掉过滤，或按所显示的内容建一个视图。</translation>
    </message>
    <message>
        <source>The layers {layers} were never measured together: what they cover is {area} m² at least; screen again.</source>
        <translation>图层 {layers} 尚未合并套合：合计覆盖至少 {area} 平方米，请重新套合。</translation>
    </message>
    <message>
        <source>The ledger as it was before is kept as {path}.</source>
        <translation>合并前的台账已备份为 {path}。</translation>
    </message>
    <message>
        <source>The ledger has no batch {name}: it has {known}.</source>
        <translation>台账中没有批次 {name}：现有 {known}。</translation>
    </message>
    <message>
        <source>The ledger has no clue {clue}.</source>
        <translation>台账中没有线索点 {clue}。</translation>
    </message>
    <message>
        <source>The ledger has no image {scene}.</source>
        <translation>台账中没有影像{scene}。</translation>
    </message>
    <message>
        <source>The ledger has no link {link}.</source>
        <translation>台账中没有重合关系 {link}。</translation>
    </message>
    <message>
        <source>The ledger has no package {package}.</source>
        <translation>台账中没有举证包 {package}。</translation>
    </message>
    <message>
        <source>The ledger has no parcel {uid}.</source>
        <translation>台账中没有图斑 {uid}。</translation>
    </message>
    <message>
        <source>The ledger has no person {person}: enter the person first.</source>
        <translation>台账里没有人员“{person}”：请先录入。</translation>
    </message>
    <message>
        <source>The ledger has no red line {redline}.</source>
        <translation>台账中没有红线 {redline}。</translation>
    </message>
    <message>
        <source>The ledger has no rule named {name}.</source>
        <translation>台账中没有名为 {name} 的规则。</translation>
    </message>
    <message>
        <source>The ledger has these thresholds already: nothing was written.</source>
        <translation>台账已是这组阈值，未写入任何内容。</translation>
    </message>
    <message>
        <source>The ledger in {name} was brought from version {before} to version {after}.</source>
        <translation>{name} 中的台账已由第 {before} 版升级到第 {after} 版。</translation>
    </message>
    <message>
        <source>The ledger is backed up by itself every 50 events and when it is closed: the last ten of the day stay, and the newest of each of the last 10 days and 8 weeks. Photos and scans lie in {files} and are not inside.</source>
        <translation>台账每写入 50 条日志和关闭时自动备份：当天保留最近十份，另保留最近 10 天、8 周各一份。照片和扫描件在 {files}，不在备份之内。</translation>
    </message>
    <message>
        <source>The ledger is open for reading only.</source>
        <translation>台账以只读方式打开。</translation>
    </message>
    <message>
        <source>The ledger is open for writing.</source>
        <translation>台账已可写入。</translation>
    </message>
    <message>
        <source>The ledger needs PostgreSQL 13 or later; the server has {found}.</source>
        <translation>台账需要 PostgreSQL 13 或更高版本；服务器为 {found}。</translation>
    </message>
    <message>
        <source>The ledger needs a CRS with an EPSG code, for example EPSG:4526 (CGCS2000, zone 38).</source>
        <translation>台账须使用有 EPSG 代码的坐标系，如 EPSG:4526（CGCS2000，38 带）。</translation>
    </message>
    <message>
        <source>The ledger was brought from version {before} to version {after}; how it was before is kept as {backup}.</source>
        <translation>台账已由版本 {before} 升级到版本 {after}；升级前的台账已备份为 {backup}。</translation>
    </message>
    <message>
        <source>The ledger&apos;s copy of the layer {name} cannot be read ({reason}): register the layer again.</source>
        <translation>台账保存的图层“{name}”无法读取（{reason}）：请重新登记该图层。</translation>
    </message>
    <message>
        <source>The lists hold {rows} parcels of {all}: nothing was written; check the ledger with Verify ledger.</source>
        <translation>清单中有 {rows} 个图斑，应为 {all} 个：未写出文件；请用“校验台账”检查台账。</translation>
    </message>
    <message>
        <source>The lists of problems, remediated and not, as a workbook</source>
        <translation>问题、已整改、未整改清单（工作簿）</translation>
    </message>
    <message>
        <source>The login {login} belongs to somebody else.</source>
        <translation>账号 {login} 已属于他人。</translation>
    </message>
    <message>
        <source>The login {login} does not see the whole ledger, so a backup by it would lack something: have it made by the ledger&apos;s owner.</source>
        <translation>账号 {login} 看不到整个台账，由它备份会有缺漏：请由台账所有者备份。</translation>
    </message>
    <message>
        <source>The login {login} may not create a schema in the database: have its administrator run {sql}.</source>
        <translation>账号 {login} 无权在数据库中建立模式：请管理员执行 {sql}。</translation>
    </message>
    <message>
        <source>The login {login} may not create the group roles: have the database&apos;s administrator run {sql}.</source>
        <translation>账号 {login} 无权建立组角色：请数据库管理员执行 {sql}。</translation>
    </message>
    <message>
        <source>The login {login} may not do this ({reason}): the township or the right is given by whoever manages the database.</source>
        <translation>账号 {login} 无权进行此操作（{reason}）：乡镇范围或权限由数据库管理人员授予。</translation>
    </message>
    <message>
        <source>The login {login} may not read the table: ask whoever manages the database for SELECT on it.</source>
        <translation>账号 {login} 无权读取该表：请向数据库管理员申请该表的 SELECT 权限。</translation>
    </message>
    <message>
        <source>The login {login} may write in its own townships only; nothing was written.</source>
        <translation>账号 {login} 只能写入本账号所属乡镇；未写入任何内容。</translation>
    </message>
    <message>
        <source>The map of QGIS and the bench show the same place, scale and rotation</source>
        <translation>QGIS 地图与比对窗口的位置、比例尺和旋转角保持一致</translation>
    </message>
    <message>
        <source>The mapping is saved as “{name}”</source>
        <translation>字段对应将保存为“{name}”</translation>
    </message>
    <message>
        <source>The mobile number has {count} digits or a wrong beginning: it has 11 and begins with 13 to 19.</source>
        <translation>手机号现在是 {count} 位，或开头不对：应为 11 位，以 13 至 19 开头。</translation>
    </message>
    <message>
        <source>The name is empty.</source>
        <translation>姓名没有填。</translation>
    </message>
    <message>
        <source>The newest image is of {taken}, the demolition is recorded for {day}.</source>
        <translation>最新影像为{taken}，登记的拆除日期为{day}。</translation>
    </message>
    <message>
        <source>The next level has acted already: the case can only be returned.</source>
        <translation>下一级已经签字：只能退回。</translation>
    </message>
    <message>
        <source>The notice {number} cannot be escalated: its time has not run out, or it is closed or escalated already.</source>
        <translation>文书 {number} 不能列入强制拆除清单：期限未到，或已办结、已列入。</translation>
    </message>
    <message>
        <source>The notice {number} is closed already.</source>
        <translation>文书 {number} 已办结。</translation>
    </message>
    <message>
        <source>The notice {number} is served already.</source>
        <translation>文书 {number} 已经送达。</translation>
    </message>
    <message>
        <source>The number of the event up to which photos were compared is no whole number.</source>
        <translation>照片比对到的日志序号不是整数。</translation>
    </message>
    <message>
        <source>The number {number} is borne by {count} plots (lines {lines}).</source>
        <translation>编号 {number} 有 {count} 个地块使用（第 {lines} 行）。</translation>
    </message>
    <message>
        <source>The order of the coordinates changes within the file ({first} points have the easting first, {second} the northing).</source>
        <translation>文件内坐标顺序不一致（{first} 个点横坐标在前，{second} 个点纵坐标在前）。</translation>
    </message>
    <message>
        <source>The outline crosses itself or encloses no ground: draw it again.</source>
        <translation>边线自相交或没有围成面：请重新勾绘。</translation>
    </message>
    <message>
        <source>The outline crosses itself: draw it again without crossing.</source>
        <translation>边界自相交：请重新绘制，不要交叉。</translation>
    </message>
    <message>
        <source>The outline encloses no ground: draw at least three corners.</source>
        <translation>边界没有围成地块：请至少绘制三个点。</translation>
    </message>
    <message>
        <source>The outline in the ledger does not have the digest it was issued with: run Verify ledger.</source>
        <translation>台账中的图斑范围与下发时的校验值不符：请运行“校验台账”。</translation>
    </message>
    <message>
        <source>The outline is too large for one building: click the corners of one house.</source>
        <translation>轮廓太大，不像一栋房屋：请单击一栋房屋的各角。</translation>
    </message>
    <message>
        <source>The outline lies outside the parcel as issued: draw inside it.</source>
        <translation>勾绘的范围在下发图斑之外：请在图斑内勾绘。</translation>
    </message>
    <message>
        <source>The parcel cannot be shown in the map&apos;s system: check the project&apos;s CRS.</source>
        <translation>图斑无法在地图坐标系中显示：请检查工程的坐标系。</translation>
    </message>
    <message>
        <source>The parcel carries the flag {flag}: a person decides on it and gives the reason.</source>
        <translation>本图斑标有“{flag}”：由人决定，并写明理由。</translation>
    </message>
    <message>
        <source>The parcel has no such deadline open.</source>
        <translation>本图斑没有这个未办结的期限。</translation>
    </message>
    <message>
        <source>The parcel has no such entry in this round.</source>
        <translation>本轮没有这条登记。</translation>
    </message>
    <message>
        <source>The parcel has no such file in this round.</source>
        <translation>本轮没有这份材料。</translation>
    </message>
    <message>
        <source>The parcel has no such notice.</source>
        <translation>本图斑没有这份文书。</translation>
    </message>
    <message>
        <source>The parcel has the notice {number} already.</source>
        <translation>本图斑已登记文书 {number}。</translation>
    </message>
    <message>
        <source>The parcel is small and thin ({mu} mu, mean width {width} m): perhaps a sliver.</source>
        <translation>图斑又小又窄（{mu} 亩，平均宽度 {width} 米），疑似边角细缝。</translation>
    </message>
    <message>
        <source>The parcel lies in a township that the login {login} may not write in.</source>
        <translation>图斑所在乡镇不在账号 {login} 的写入范围内。</translation>
    </message>
    <message>
        <source>The parcel was accepted and waits to be written off: return the write-off first, then take back what is not in place.</source>
        <translation>图斑已通过验收、正待销号：请先退回销号，再撤回不到位的事项。</translation>
    </message>
    <message>
        <source>The parcel {number} is not in sight: zoom to it before the picture is taken.</source>
        <translation>图斑 {number} 不在视野内：请先缩放到该图斑，再生成对比图。</translation>
    </message>
    <message>
        <source>The parcel&apos;s photos have no such flag.</source>
        <translation>该图斑的照片没有这个疑点。</translation>
    </message>
    <message>
        <source>The parcels are screened anew and their results replaced; the ground is coloured by role.</source>
        <translation>这些图斑将重新套合，原结果被替换；范围按红线类别着色。</translation>
    </message>
    <message>
        <source>The parcels have {count} fields of {bytes} bytes together, more than a shapefile holds ({limit} fields, {most} bytes): export a GeoPackage.</source>
        <translation>图斑共有 {count} 个字段、合计 {bytes} 字节，超过 Shapefile 的上限（{limit} 个字段、{most} 字节）：请导出 GeoPackage。</translation>
    </message>
    <message>
        <source>The parcels have {count} fields, more than a GeoPackage holds ({limit}): export fewer batches at a time (WHERE).</source>
        <translation>图斑共有 {count} 个字段，超过 GeoPackage 的上限（{limit}）：请用 WHERE 分批导出。</translation>
    </message>
    <message>
        <source>The parcels lie in several zones ({zones}): choose one zone in CRS and leave the parcels of the others out, or export each zone by itself.</source>
        <translation>图斑分布在多个带（{zones}）：请在坐标系中选定一个带并排除其他带的图斑，或按带分别导出。</translation>
    </message>
    <message>
        <source>The parcels lie outside the zones 25 to 45 of CGCS2000: a boundary-point file cannot hold them.</source>
        <translation>图斑不在 2000 国家大地坐标系 25 至 45 带内：界址点文件无法表示。</translation>
    </message>
    <message>
        <source>The parcels that are selected now; a new choice needs a new tick</source>
        <translation>此刻选中的图斑；另选后请重新勾选</translation>
    </message>
    <message>
        <source>The party concerned appeals: no step is possible until the appeal is decided.</source>
        <translation>当事人提出申诉：处理完毕前不能办理任何步骤。</translation>
    </message>
    <message>
        <source>The person takes the signature back, before the next level has signed</source>
        <translation>下一级签字之前，本人可以撤回</translation>
    </message>
    <message>
        <source>The photo&apos;s record lacks {what}.</source>
        <translation>照片记录缺少 {what}。</translation>
    </message>
    <message>
        <source>The photos are being taken in; you can go on working.</source>
        <translation>正在读入照片，可继续其他工作。</translation>
    </message>
    <message>
        <source>The picture cannot be written to {path}.</source>
        <translation>对比图无法写入 {path}：请检查磁盘空间和写入权限。</translation>
    </message>
    <message>
        <source>The plan layers lie on each other: only the newest, {layer} ({vintage}), is counted.</source>
        <translation>规划图层互相重叠：只按最新的 {layer}（{vintage}）计算。</translation>
    </message>
    <message>
        <source>The plan says of {area} m² both that it conforms and that it does not: that ground counts as unknown.</source>
        <translation>有 {area} 平方米在规划图层中既标为符合又标为不符合，按未知计。</translation>
    </message>
    <message>
        <source>The polygon as issued is kept and sealed beside the repaired one.</source>
        <translation>下发的原图形与修复后的图形一并留存并封存校验。</translation>
    </message>
    <message>
        <source>The program reads the code of a form, not the signatures on it. Double-click a line to see its scan.</source>
        <translation>软件只识别表单二维码，不识别签字。双击某行可查看扫描件。</translation>
    </message>
    <message>
        <source>The program reads the code of a form, not the signatures on it: look at every scan, name the parcels whose line is not signed, and say that you have looked (LOOKED); nothing was written.</source>
        <translation>软件只识别表单二维码，不识别签字：请逐张核对扫描件，列出未签字的图斑，并确认已核对（LOOKED）；未写入任何内容。</translation>
    </message>
    <message>
        <source>The project has no polygon layer of its own.</source>
        <translation>工程中没有可登记的面图层。</translation>
    </message>
    <message>
        <source>The project {path} cannot be written ({reason}).</source>
        <translation>工程 {path} 无法写入（{reason}）。</translation>
    </message>
    <message>
        <source>The project&apos;s ledger is not at {path}: open it from where it is now.</source>
        <translation>工程所用的台账不在 {path}：请从现在的位置打开。</translation>
    </message>
    <message>
        <source>The recorded finding is another: {finding}</source>
        <translation>与已填认定意见不一致：{finding}</translation>
    </message>
    <message>
        <source>The red line {name} came from a layer of a project: open the project, or register it again from a file.</source>
        <translation>红线“{name}”来自工程中的图层：请打开该工程，或改用文件重新登记。</translation>
    </message>
    <message>
        <source>The red line {name} was retired by {who} at {when}.</source>
        <translation>红线“{name}”已由 {who} 于 {when} 停用。</translation>
    </message>
    <message>
        <source>The red line&apos;s cache {path} cannot be read: register the layer again.</source>
        <translation>红线缓存 {path} 无法读取：请重新登记该图层。</translation>
    </message>
    <message>
        <source>The red line&apos;s cache {path} is damaged or was altered: screen again, which makes it anew.</source>
        <translation>红线缓存 {path} 已损坏或被改动：请重新套合审查，届时会重新生成。</translation>
    </message>
    <message>
        <source>The results of {count} parcels no longer hold.</source>
        <translation>{count} 个图斑的套合结果已失效。</translation>
    </message>
    <message>
        <source>The role {role}: {key} may hold {known}.</source>
        <translation>红线类型 {role}：{key} 只能包含 {known}。</translation>
    </message>
    <message>
        <source>The role {role}: {key} must be a list of field names.</source>
        <translation>红线类型 {role}：{key} 必须是字段名列表。</translation>
    </message>
    <message>
        <source>The role {role}: {key} must be lists of texts by detail and meaning.</source>
        <translation>红线类型 {role}：{key} 必须按明细项和含义列出文字。</translation>
    </message>
    <message>
        <source>The rules folder {path} does not exist.</source>
        <translation>规则文件夹 {path} 不存在。</translation>
    </message>
    <message>
        <source>The rules in the database {name} were those of version {before} of the program: they were brought to version {after}.</source>
        <translation>数据库 {name} 中的规则属于软件 {before} 版，已更新到 {after} 版。</translation>
    </message>
    <message>
        <source>The rules propose otherwise: say why, then press Enter.</source>
        <translation>与规则建议不一致：请写明理由，再按回车。</translation>
    </message>
    <message>
        <source>The same data are registered as {name} ({vintage}) already, or were read with other fields then: give {id} as REPLACES, or retire it first.</source>
        <translation>同一数据已登记为“{name}”（{vintage}），或当时读取的字段不同：请在“替换”中填写 {id}，或先停用它。</translation>
    </message>
    <message>
        <source>The same data are registered as {name} ({vintage}) already: give {id} as REPLACES to put these in their place, or KEEP_BOTH to let both vintages stand in the results.</source>
        <translation>相同数据已登记为 {name}（{vintage}）：请将 {id} 填入 REPLACES 以替换，或选 KEEP_BOTH 让两个年份同时计入结果。</translation>
    </message>
    <message>
        <source>The same for every layer without a vintage</source>
        <translation>填到其他未填时点的图层</translation>
    </message>
    <message>
        <source>The same image under a new date?</source>
        <translation>疑似同一幅影像改换日期</translation>
    </message>
    <message>
        <source>The same scan as {name}: counted once.</source>
        <translation>与 {name} 是同一扫描件，只计一次。</translation>
    </message>
    <message>
        <source>The scan shows {count} pages of forms at once: scan each page by itself.</source>
        <translation>一张扫描件上有 {count} 页签字表：请逐页扫描。</translation>
    </message>
    <message>
        <source>The scans could not be read: the message bar says why.</source>
        <translation>扫描件没有读成：原因见消息栏。</translation>
    </message>
    <message>
        <source>The scene shows nothing at this parcel.</source>
        <translation>该影像在此图斑处无内容（空白区域）。</translation>
    </message>
    <message>
        <source>The scene {path} cannot be read: is the disk it lies on connected?</source>
        <translation>影像 {path} 无法读取：所在磁盘是否已连接？</translation>
    </message>
    <message>
        <source>The scene&apos;s file cannot be read: is its disk connected?</source>
        <translation>影像文件无法读取：所在磁盘是否已连接？</translation>
    </message>
    <message>
        <source>The schema {schema} of {path} holds other things: name a schema of its own in the address (?schema=…).</source>
        <translation>{path} 的模式 {schema} 中已有其他内容：请在地址中另指定一个模式（?schema=…）。</translation>
    </message>
    <message>
        <source>The screening failed and nothing was written: {reason}.</source>
        <translation>套合失败，未写入任何内容：{reason}。</translation>
    </message>
    <message>
        <source>The screening failed: {reason} The earlier results stand.</source>
        <translation>套合失败：{reason} 原结果不变。</translation>
    </message>
    <message>
        <source>The screening was cancelled: the earlier results stand.</source>
        <translation>套合已取消：原结果不变。</translation>
    </message>
    <message>
        <source>The screening worker stopped with exit code {code} and nothing was written: {reason}.</source>
        <translation>套合进程以退出码 {code} 结束，未写入任何内容：{reason}。</translation>
    </message>
    <message>
        <source>The screening worker was killed or crashed and nothing was written: screen fewer parcels at a time (WHERE) or with fewer processes (WORKERS).</source>
        <translation>套合进程被终止或崩溃，未写入任何内容：请减少每次套合的图斑（图斑筛选）或工作进程数。</translation>
    </message>
    <message>
        <source>The screening worker {path} does not start: {reason}.</source>
        <translation>套合进程 {path} 无法启动：{reason}。</translation>
    </message>
    <message>
        <source>The second backup folder {path} cannot be written ({reason}): is the medium there?</source>
        <translation>第二备份文件夹 {path} 无法写入（{reason}）：请检查移动硬盘或 U 盘是否插好。</translation>
    </message>
    <message>
        <source>The second scene over the first, more or less transparent</source>
        <translation>第二期影像叠在第一期之上，透明度可调</translation>
    </message>
    <message>
        <source>The second scene under the pointer, the first around it</source>
        <translation>鼠标处显示第二期影像，周围显示第一期</translation>
    </message>
    <message>
        <source>The shapefile would take {size} MB, more than the 2 GB it can hold: export a GeoPackage, or fewer parcels at a time (WHERE).</source>
        <translation>Shapefile 将达 {size} MB，超过 2 GB 上限：请导出 GeoPackage，或用 WHERE 分批导出。</translation>
    </message>
    <message>
        <source>The shift from 1980 or 1954 to CGCS2000 is local: take the parameters from the provincial bureau of surveying, of the same zone.</source>
        <translation>1980、1954 坐标系到 2000 坐标系的转换参数因地而异：请向省测绘部门索取同一投影带的参数。</translation>
    </message>
    <message>
        <source>The signature cannot be written to {path}.</source>
        <translation>签名无法写入 {path}。</translation>
    </message>
    <message>
        <source>The signature stands for other facts or another level than were open then.</source>
        <translation>该签字对应的内容或层级与当时应签的不符。</translation>
    </message>
    <message>
        <source>The source cannot be reached now; the results rest on the copy beside the ledger.</source>
        <translation>目前读不到源数据；套合使用台账旁的副本。</translation>
    </message>
    <message>
        <source>The source file is not where it was; the results rest on the copy beside the ledger.</source>
        <translation>源文件不在原处；套合使用台账旁的副本。</translation>
    </message>
    <message>
        <source>The source holds other data now than when it was registered: register it again in its place.</source>
        <translation>源数据与登记时不同：请以新数据替换登记。</translation>
    </message>
    <message>
        <source>The source of the red line {name} cannot be had: its copy shows no damage and is taken as it is.</source>
        <translation>红线 {name} 的源数据无法取得：其副本未见损坏，按现状采用。</translation>
    </message>
    <message>
        <source>The survey form is version {now} now, the project was written with {before}: what the form no longer asks stays in the folder.</source>
        <translation>摸排表现为第 {now} 版，外业工程按第 {before} 版生成：摸排表不再询问的内容仅保留在文件夹中。</translation>
    </message>
    <message>
        <source>The survey is submitted: a change is a correction and asks for its reason</source>
        <translation>摸排已提交：改动按更正处理，须写明理由</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>The table cannot be opened: check the connection.</source>
        <translation>数据表打不开：请检查连接。</translation>
    </message>
    <message>
        <source>The table {layer} has no such geometry; its geometries are: {names}.</source>
        <translation>表 {layer} 没有这样的几何列；它的几何列有：{names}。</translation>
    </message>
    <message>
        <source>The table {layer} has several geometries ({names}): write LAYER as schema.table(geometry).</source>
        <translation>表 {layer} 有多个几何列（{names}）：请把“图层”写成 模式.表名(几何列)。</translation>
    </message>
    <message>
        <source>The table {table} did not arrive as it was: nothing was moved.</source>
        <translation>表 {table} 迁移后与原来不一致：未迁移任何内容。</translation>
    </message>
    <message>
        <source>The term of temporary land {number} ended {expires} ({area} m², {share} %).</source>
        <translation>临时用地 {number} 已于 {expires} 到期（{area} 平方米，占 {share} %）。</translation>
    </message>
    <message>
        <source>The text is too long for a QR code ({count} characters).</source>
        <translation>文字过长，放不进二维码（{count} 个字符）。</translation>
    </message>
    <message>
        <source>The text of {name} is neither UTF-8 nor GBK: save it as UTF-8, or set ENCODING where there is one.</source>
        <translation>{name} 的文字既不是 UTF-8 也不是 GBK：请另存为 UTF-8，或指定“编码”（ENCODING）。</translation>
    </message>
    <message>
        <source>The text of {name} is not {encoding}: leave ENCODING empty or choose another.</source>
        <translation>{name} 的文字不是 {encoding}：请将“编码”（ENCODING）留空或另选。</translation>
    </message>
    <message>
        <source>The thresholds in force fit these decisions as they are.</source>
        <translation>现行阈值已符合这些核定结果。</translation>
    </message>
    <message>
        <source>The thresholds stay: {why}</source>
        <translation>阈值不变：{why}</translation>
    </message>
    <message>
        <source>The township declares the parcel rectified and applies for acceptance</source>
        <translation>乡镇申报整改完成并申请验收</translation>
    </message>
    <message>
        <source>The two scenes in turn at the same place</source>
        <translation>两期影像在同一位置交替显示</translation>
    </message>
    <message>
        <source>The two sides stand in different rounds of the case.</source>
        <translation>两边处于不同的核查轮次。</translation>
    </message>
    <message>
        <source>The two sides took different steps: decide the status first.</source>
        <translation>两边办理了不同的步骤：请先处理状态。</translation>
    </message>
    <message>
        <source>The unit of the field {field} cannot be told ({measured}): set AREA_UNIT to m2, mu or ha.</source>
        <translation>无法判断字段 {field} 的单位（{measured}）：请将“监测面积单位”（AREA_UNIT）设为平方米、亩或公顷。</translation>
    </message>
    <message>
        <source>The upper level issued a batch again: what was added, changed and withdrawn is told</source>
        <translation>上级重新下发的批次：将列出新增、变更和撤销的图斑</translation>
    </message>
    <message>
        <source>The verdict is not recorded in the ledger: {reason}</source>
        <translation>验证结论未能记入台账：{reason}</translation>
    </message>
    <message>
        <source>The verdict is not recorded: the ledger knows no package with this code.</source>
        <translation>验证结论未记入台账：台账中没有此验证码的成果包。</translation>
    </message>
    <message>
        <source>The verdict is recorded in the ledger.</source>
        <translation>验证结论已记入台账。</translation>
    </message>
    <message>
        <source>The visit is recorded for {count} parcels.</source>
        <translation>本次巡查登记到 {count} 个图斑。</translation>
    </message>
    <message>
        <source>The whole site lies inside {role}.</source>
        <translation>地块全部位于{role}范围之内。</translation>
    </message>
    <message>
        <source>The workflow was edited by the county for an earlier version and demands no signatures and no evidence: it was kept as the rule {name} and replaced by the one shipped now. Bring the county&apos;s changes into it.</source>
        <translation>本县为旧版本改过的流程不要求签字和佐证材料：已另存为规则 {name}，并换成现行流程。请把本县的改动补进现行流程。</translation>
    </message>
    <message>
        <source>Their status cannot be taken over: {reason} Keep ours and take the steps here.</source>
        <translation>不能采用副本的状态：{reason}请保留本台账的状态，并在这里办理各步骤。</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>There are no open conflicts.</source>
        <translation>没有待处理的冲突。</translation>
    </message>
    <message>
        <source>There is no finding with the number {number}.</source>
        <translation>没有序号为 {number} 的认定意见。</translation>
    </message>
    <message>
        <source>There is no outline to use: {why}</source>
        <translation>没有可采用的轮廓：{why}</translation>
    </message>
    <message>
        <source>There is no parcel.</source>
        <translation>没有图斑。</translation>
    </message>
    <message>
        <source>There is no saved mapping {name}: there are {known}.</source>
        <translation>没有名为 {name} 的已保存字段映射，现有：{known}。</translation>
    </message>
    <message>
        <source>There is no such merge, or it is undone already.</source>
        <translation>没有这次合并，或已经撤销。</translation>
    </message>
    <message>
        <source>There is no such signature in this round.</source>
        <translation>本轮没有这个签字。</translation>
    </message>
    <message>
        <source>There is nothing new in this copy.</source>
        <translation>副本中没有新内容。</translation>
    </message>
    <message>
        <source>There is nothing to decide here: the conflicts are decided already.</source>
        <translation>没有需要处理的冲突：已经处理过了。</translation>
    </message>
    <message>
        <source>These answers cannot be read: {fields}</source>
        <translation>以下内容填写格式不对：{fields}</translation>
    </message>
    <message>
        <source>These are degrees: maps look squeezed. Better the 3-degree zone the parcels are issued in.</source>
        <translation>这是经纬度坐标系，地图会变形；建议选用图斑下发所用的 3 度带投影坐标系。</translation>
    </message>
    <message>
        <source>These are figures from the data named above, as of their dates; what they mean for a parcel is for a person to decide.</source>
        <translation>以上为按所列数据及其时点算得的数字，仅供核查参考；图斑如何认定由人作出。</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>快捷键一览</translation>
    </message>
    <message>
        <source>These rows are in no count of parcels. They are kept with their attributes and shapes; what is mended is imported as a batch of its own.</source>
        <translation>这些行不计入图斑数，属性和图形原样留存；更正后请另作一个批次导入。</translation>
    </message>
    <message>
        <source>They stay in the folder; attach them by hand where they belong.</source>
        <translation>这些照片仍保留在文件夹中，请人工挂接到所属图斑。</translation>
    </message>
    <message>
        <source>This Parcel</source>
        <translation>本图斑</translation>
    </message>
    <message>
        <source>This QGIS cannot write shapefiles in {encoding}: choose the other encoding.</source>
        <translation>本机的 QGIS 不能以 {encoding} 编码写出 Shapefile：请改用另一种编码。</translation>
    </message>
    <message>
        <source>This building overlaps one that is marked already for these images: choose another house.</source>
        <translation>该建筑与这对影像已标记的对照建筑重叠：请另选一处房屋。</translation>
    </message>
    <message>
        <source>This control building is not marked, or no longer.</source>
        <translation>该对照建筑未标记，或标记已撤销。</translation>
    </message>
    <message>
        <source>This county&apos;s rule: what the images suggest is shown once a person has recorded what they see of the parcel in this round.</source>
        <translation>本县规定：本轮由人先核查并记录所见之后，才显示影像建议。</translation>
    </message>
    <message>
        <source>This deadline was extended {times} times already, at most {most} is allowed ({citation}): attach the approval to go further.</source>
        <translation>这个期限已延期 {times} 次，最多允许 {most} 次（{citation}）：要再延，请附审批件。</translation>
    </message>
    <message>
        <source>This event changed nothing that could be set back.</source>
        <translation>这一条没有可以恢复的改动。</translation>
    </message>
    <message>
        <source>This file cannot be shown as a picture.</source>
        <translation>该文件无法作为图片显示。</translation>
    </message>
    <message>
        <source>This is a hint from the data named above, as of their dates; it decides nothing and nothing was written into the ledger.</source>
        <translation>本结果依据上列数据及其时点给出提示，仅供参考，不作认定；未向台账写入任何内容。</translation>
    </message>
    <message>
        <source>This is no layer of polygons.</source>
        <translation>这不是面图层。</translation>
    </message>
    <message>
        <source>This is no step of the case.</source>
        <translation>这一条不是办案步骤。</translation>
    </message>
    <message>
        <source>This is undone by its own counterpart: take the signature back, take the file off, release the hold.</source>
        <translation>这一条要用对应的操作撤回：撤回签字、移除材料、解除挂起。</translation>
    </message>
    <message>
        <source>This kind of file is no scan: save it as JPG, PNG, TIF or PDF.</source>
        <translation>此类文件不是扫描件：请另存为 JPG、PNG、TIF 或 PDF。</translation>
    </message>
    <message>
        <source>This layer is drawn from a server, which is asked for the places you look at.</source>
        <translation>这个图层来自在线服务：您看到哪里，服务器就会收到哪里的请求。</translation>
    </message>
    <message>
        <source>This layer is registered already: nothing was changed.</source>
        <translation>该图层已登记：未作改动。</translation>
    </message>
    <message>
        <source>This layer is registered already; its copy beside the ledger was made again.</source>
        <translation>该图层已登记；台账旁的副本已重新生成。</translation>
    </message>
    <message>
        <source>This ledger</source>
        <translation>本台账</translation>
    </message>
    <message>
        <source>This ledger was moved and is kept elsewhere now: open it there.</source>
        <translation>此台账已迁移，现存于别处：请到那里打开。</translation>
    </message>
    <message>
        <source>This ledger was moved to {to} and is kept there now: here it can only be read.</source>
        <translation>此台账已迁移到 {to}，今后在那里维护：此处只能读取。</translation>
    </message>
    <message>
        <source>This ledger&apos;s workflow does not know the hold {hold}.</source>
        <translation>本台账的流程没有“{hold}”这种挂起。</translation>
    </message>
    <message>
        <source>This page of the form was scanned before ({name}).</source>
        <translation>该页签字表已扫描过（{name}）。</translation>
    </message>
    <message>
        <source>This parcel has no photo in this round.</source>
        <translation>该图斑本轮没有照片。</translation>
    </message>
    <message>
        <source>This parcel has not been compared yet.</source>
        <translation>本图斑还没有比对过。</translation>
    </message>
    <message>
        <source>This parcel has not been screened yet.</source>
        <translation>该图斑尚未套合。</translation>
    </message>
    <message>
        <source>This parcel was replaced by {number} of the new issue {batch}: go on with that one.</source>
        <translation>该图斑已被重新下发批次“{batch}”的 {number} 替代，请办理该图斑。</translation>
    </message>
    <message>
        <source>This parcel was withdrawn by the new issue {batch}: nothing more is to be done here.</source>
        <translation>该图斑已被重新下发批次“{batch}”撤回，无需再办理。</translation>
    </message>
    <message>
        <source>This person does not answer for that here.</source>
        <translation>此人不在本图斑的这项责任里。</translation>
    </message>
    <message>
        <source>This person has signed level {level} already: every level needs somebody else.</source>
        <translation>此人已在第 {level} 级签过字：每一级须由不同的人签。</translation>
    </message>
    <message>
        <source>This person took part in {action} here, which whoever answers for the parcel must not: return the case first, or name somebody else.</source>
        <translation>此人已参与本图斑的“{action}”，不能再作为本图斑的责任人：请先退回案件，或另选他人。</translation>
    </message>
    <message>
        <source>This sheet documents a clue: &quot;suspected&quot; and &quot;suggested&quot; are no decision. People decide, after an on-site check.</source>
        <translation>本表仅记录线索：“疑似”“建议”均非结论，须经实地核查，由人认定。</translation>
    </message>
    <message>
        <source>This step is the county&apos;s: it is taken under a login of the whole county; {login} has single townships.</source>
        <translation>该步骤属县级权限，须用全县范围的登录账号办理；登录账号 {login} 只有个别乡镇的权限。</translation>
    </message>
    <message>
        <source>This was a check: nothing was written to the ledger.</source>
        <translation>本次仅为检查，未写入台账。</translation>
    </message>
    <message>
        <source>Threads (0 = the cores, up to 4)</source>
        <translation>线程数（0＝按处理器核数，最多4）</translation>
    </message>
    <message>
        <source>Threshold, or result on images not fitted to</source>
        <translation>阈值；在未参与拟合的影像上的结果</translation>
    </message>
    <message>
        <source>Thresholds only; comparisons made before keep their suggestion and their version. Where people saw the suggestion before they decided, their decisions lean towards it.</source>
        <translation>只调阈值；以前的比对结果和版本不变。若核定前已看到系统建议，核定结果会偏向建议。</translation>
    </message>
    <message>
        <source>Ticked: set for all; empty: taken away from all; grey: left as it is</source>
        <translation>打勾：全部加上；空白：全部去掉；灰色：不改</translation>
    </message>
    <message>
        <source>Tiles from a server come as finished pictures: their brightness cannot be stretched</source>
        <translation>服务器瓦片是成品图片，亮度无法拉伸</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>To be answered before the survey is submitted</source>
        <translation>提交核查前必填</translation>
    </message>
    <message>
        <source>To be met by</source>
        <translation>履行期限</translation>
    </message>
    <message>
        <source>To be surveyed</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>To take what the field brought, name the parcel under TAKE and run again; otherwise the ledger stands.</source>
        <translation>如采用外业结果，请在 TAKE 中填写图斑编号后重新运行；否则以台账为准。</translation>
    </message>
    <message>
        <source>To the parcel</source>
        <translation>回到图斑</translation>
    </message>
    <message>
        <source>To the parcel&apos;s edge</source>
        <translation>距图斑边线</translation>
    </message>
    <message>
        <source>To {status}</source>
        <translation>转为“{status}”</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Total task: batch A + batch B − overlap, in parcels and mu</source>
        <translation>总任务 = 批次甲 + 批次乙 − 重合，按图斑数和亩数</translation>
    </message>
    <message>
        <source>Total, mu</source>
        <translation>合计（亩）</translation>
    </message>
    <message>
        <source>Total: {count}</source>
        <translation>合计：{count}</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Touching</source>
        <translation>相接</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Township code</source>
        <translation>乡镇代码</translation>
    </message>
    <message>
        <source>Township government</source>
        <translation>乡镇人民政府</translation>
    </message>
    <message>
        <source>Township or management area</source>
        <translation>乡镇或管理区</translation>
    </message>
    <message>
        <source>Township, village</source>
        <translation>乡镇、村</translation>
    </message>
    <message>
        <source>Township, village and grid of parcels, by overlay</source>
        <translation>按套合确定图斑所在乡镇、村和网格</translation>
    </message>
    <message>
        <source>Townships (codes, comma-separated; empty = the whole county)</source>
        <translation>乡镇（代码，逗号分隔；留空为全县）</translation>
    </message>
    <message>
        <source>Transfer to the judiciary</source>
        <translation>移送司法</translation>
    </message>
    <message>
        <source>Transformation from Xian 1980 or Beijing 1954</source>
        <translation>1980西安或1954北京坐标系的转换参数</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Two witnesses sign</source>
        <translation>见证人（两人）签字</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Type the parcel&apos;s number, or choose photos and take the current parcel; then attach.</source>
        <translation>填写图斑编号，或选中照片点“当前图斑”，然后挂接。</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>待说明</translation>
    </message>
    <message>
        <source>Undecided again: the proposal counts (Backspace)</source>
        <translation>恢复未定，按建议计（退格键）</translation>
    </message>
    <message>
        <source>Undecided only</source>
        <translation>只看未定</translation>
    </message>
    <message>
        <source>Undid No {seq}</source>
        <translation>撤销第 {seq} 号</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo a merge</source>
        <translation>撤销合并</translation>
    </message>
    <message>
        <source>Undo it for all {count} parcels it was done for</source>
        <translation>同批办理的 {count} 个图斑一并撤销</translation>
    </message>
    <message>
        <source>Undo last merge</source>
        <translation>撤销上次合并</translation>
    </message>
    <message>
        <source>Undo last merge…</source>
        <translation>撤销上次合并…</translation>
    </message>
    <message>
        <source>Undo my last finding</source>
        <translation>撤销我上一次的认定</translation>
    </message>
    <message>
        <source>Undo this decision</source>
        <translation>撤销本次处理</translation>
    </message>
    <message>
        <source>Undone for {count} parcels.</source>
        <translation>已撤销 {count} 个图斑的操作。</translation>
    </message>
    <message>
        <source>Undone for {count} parcels: {what}</source>
        <translation>已撤销 {count} 个图斑：{what}</translation>
    </message>
    <message>
        <source>Undone, {number}: {what}</source>
        <translation>已撤销，{number}：{what}</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Unfinished only</source>
        <translation>只看未完成</translation>
    </message>
    <message>
        <source>Unfinished ▶▶</source>
        <translation>未完成 ▶▶</translation>
    </message>
    <message>
        <source>Unit of the monitored area</source>
        <translation>监测面积单位</translation>
    </message>
    <message>
        <source>Unit that produces the data (数据产生单位)</source>
        <translation>数据产生单位</translation>
    </message>
    <message>
        <source>Unremediated list</source>
        <translation>未整改清单</translation>
    </message>
    <message>
        <source>Unsaved entries from earlier: Enter writes them.</source>
        <translation>有以前填的、没有存的内容：再按 Enter 写入。</translation>
    </message>
    <message>
        <source>Unscreened</source>
        <translation>未套合</translation>
    </message>
    <message>
        <source>Use the outline…</source>
        <translation>采用轮廓…</translation>
    </message>
    <message>
        <source>VERDICT {value} is unknown: use {known}.</source>
        <translation>VERDICT {value} 无法识别：请用 {known}。</translation>
    </message>
    <message>
        <source>VINTAGE is {value}, which is no date: write it as 2025-12-31, 2025-12 or 2025.</source>
        <translation>时点 {value} 不是日期：请写成 2025-12-31、2025-12 或 2025。</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值示例</translation>
    </message>
    <message>
        <source>Values found</source>
        <translation>查到的值</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Verification and finding</source>
        <translation>核查认定</translation>
    </message>
    <message>
        <source>Verification of the ledger {name} ({county})</source>
        <translation>台账校验报告：{name}（{county}）</translation>
    </message>
    <message>
        <source>Verified {when}</source>
        <translation>{when} 验证</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Verify Ledger…</source>
        <translation>校验台账…</translation>
    </message>
    <message>
        <source>Verify Package…</source>
        <translation>验证成果包…</translation>
    </message>
    <message>
        <source>Verify another…</source>
        <translation>验证其他…</translation>
    </message>
    <message>
        <source>Verify ledger</source>
        <translation>校验台账</translation>
    </message>
    <message>
        <source>Verify package</source>
        <translation>验证成果包</translation>
    </message>
    <message>
        <source>View</source>
        <translation>拍摄方位</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村</translation>
    </message>
    <message>
        <source>Village code</source>
        <translation>村代码</translation>
    </message>
    <message>
        <source>Village committee</source>
        <translation>村民委员会</translation>
    </message>
    <message>
        <source>Vintage</source>
        <translation>时点</translation>
    </message>
    <message>
        <source>Vintage (date or year of the data)</source>
        <translation>时点（数据的日期或年份）</translation>
    </message>
    <message>
        <source>Visit on {day}: {place}</source>
        <translation>{day} 巡查：{place}</translation>
    </message>
    <message>
        <source>Visits to the parcels selected, up to the day.</source>
        <translation>所选图斑截至当日的巡查督导。</translation>
    </message>
    <message>
        <source>WGS 84, UTM zone {zone} north ({code})</source>
        <translation>WGS 84 UTM 投影北半球{zone}带（{code}）</translation>
    </message>
    <message>
        <source>WHERE names the unknown field {field}; known are {known}.</source>
        <translation>筛选条件中有未知字段 {field}；可用字段为 {known}。</translation>
    </message>
    <message>
        <source>WHERE selects no parcel: no package was made.</source>
        <translation>筛选条件没有选中图斑：未生成成果包。</translation>
    </message>
    <message>
        <source>WHERE selects no parcel: nothing was compared.</source>
        <translation>WHERE没有选中任何图斑：没有比对。</translation>
    </message>
    <message>
        <source>WHERE selects no parcel: nothing was screened.</source>
        <translation>筛选条件未选中任何图斑：未作套合。</translation>
    </message>
    <message>
        <source>WHERE selects no parcel: nothing was written.</source>
        <translation>WHERE 没有选中图斑：未写出文件。</translation>
    </message>
    <message>
        <source>WHERE {where} cannot be evaluated ({reason}).</source>
        <translation>筛选条件 {where} 无法求值（{reason}）。</translation>
    </message>
    <message>
        <source>WHERE {where} is not an expression ({reason}).</source>
        <translation>筛选条件 {where} 不是有效的表达式（{reason}）。</translation>
    </message>
    <message>
        <source>Walk: as listed</source>
        <translation>顺序：按列表</translation>
    </message>
    <message>
        <source>Walk: on to the nearest</source>
        <translation>顺序：就近</translation>
    </message>
    <message>
        <source>Walk: to and fro, north to south</source>
        <translation>顺序：蛇形（自北向南往返）</translation>
    </message>
    <message>
        <source>Web Mercator, as map websites have it ({code})</source>
        <translation>Web墨卡托投影（网络地图，{code}）</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Web page or workbook (*.html *.xlsx)</source>
        <translation>网页或工作簿 (*.html *.xlsx)</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>轻重</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变化内容</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What counts once is decided by a person; where nobody has, the rules&apos; proposal counts, and by that the task never gets smaller.</source>
        <translation>是否只计一次由人认定；无人认定的按规则建议计算，总任务不会因建议而变小。</translation>
    </message>
    <message>
        <source>What does not hold</source>
        <translation>不符之处</translation>
    </message>
    <message>
        <source>What is checked, in words (empty = the name of the file)</source>
        <translation>检查对象名称（空 = 文件名）</translation>
    </message>
    <message>
        <source>What is left</source>
        <translation>残留类型</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺少什么</translation>
    </message>
    <message>
        <source>What is recorded of a case comes as named values.</source>
        <translation>图斑的记录内容必须是按名称给出的值。</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What it shows</source>
        <translation>照片类型</translation>
    </message>
    <message>
        <source>What people decided of parcels whose images had been compared says where &quot;gone&quot; and &quot;standing&quot; begin in this county&apos;s images. From 100 decisions of each kind on, the two thresholds can be fitted to them.</source>
        <translation>已比对影像的图斑后来如何核定，说明在本县影像上“已拆”“仍在”的分界在哪里。两类各满100处后，可据此重新拟合两个阈值。</translation>
    </message>
    <message>
        <source>What seems left</source>
        <translation>疑似残留</translation>
    </message>
    <message>
        <source>What stood there is kept as {path}; {count} of its events are no longer in the journal.</source>
        <translation>原有台账已另存为 {path}；其中 {count} 条日志不再在台账中。</translation>
    </message>
    <message>
        <source>What the code beside it means.</source>
        <translation>相邻代码的中文名称。</translation>
    </message>
    <message>
        <source>What the fields mean</source>
        <translation>字段对应</translation>
    </message>
    <message>
        <source>What the layers of a role leave of the parcels</source>
        <translation>图斑中红线未压盖的范围</translation>
    </message>
    <message>
        <source>What the parcels share with each red line</source>
        <translation>图斑与各红线重叠的范围</translation>
    </message>
    <message>
        <source>What the parcels&apos; colours on the map mean</source>
        <translation>地图上图斑按什么着色</translation>
    </message>
    <message>
        <source>What they show, unless name or folder says</source>
        <translation>照片类型（名称未写明时）</translation>
    </message>
    <message>
        <source>What they show, where name and folder do not say (empty = by where the case stands)</source>
        <translation>照片类别，文件名和文件夹名未写明时采用（留空 = 按办理阶段）</translation>
    </message>
    <message>
        <source>What this check does not show</source>
        <translation>本校验不能证明的事项</translation>
    </message>
    <message>
        <source>What this pane shows: a registered scene, or a raster layer of the project</source>
        <translation>本窗格显示的影像：已登记的影像，或工程中的栅格图层</translation>
    </message>
    <message>
        <source>What was checked</source>
        <translation>已核对的内容</translation>
    </message>
    <message>
        <source>What was concluded, and why</source>
        <translation>判断及其依据</translation>
    </message>
    <message>
        <source>What was drawn cannot be transformed to {crs}: check the project&apos;s CRS.</source>
        <translation>所绘图形无法转换到 {crs}：请检查工程的坐标系。</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>What was handed down</source>
        <translation>下发数据</translation>
    </message>
    <message>
        <source>What was issued says another place.</source>
        <translation>下发坐落与此不一致。</translation>
    </message>
    <message>
        <source>What was left is gone</source>
        <translation>残留已清除</translation>
    </message>
    <message>
        <source>What was noticed</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>What was read of the photos ({name}) must be a list of records.</source>
        <translation>照片核对内容（{name}）必须是记录列表。</translation>
    </message>
    <message>
        <source>What was repaired</source>
        <translation>修复内容</translation>
    </message>
    <message>
        <source>What was seen on site</source>
        <translation>现场所见</translation>
    </message>
    <message>
        <source>What was told</source>
        <translation>线索内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When both sides entered different things</source>
        <translation>两边填得不同时</translation>
    </message>
    <message>
        <source>When something happened, beyond the computer&apos;s own clock, unless an anchor is dated by somebody else.</source>
        <translation>事情发生的时间：只有计算机自己的时钟，除非凭证由他人注明日期。</translation>
    </message>
    <message>
        <source>When the Chinese text looks garbled, try another encoding: the table is read again</source>
        <translation>中文显示乱码时请换一种编码，表格会重新读取</translation>
    </message>
    <message>
        <source>When the term of temporary land {number} ends is not known: look it up.</source>
        <translation>临时用地 {number} 的到期日期不明，请查明。</translation>
    </message>
    <message>
        <source>Where it lies</source>
        <translation>坐标系与位置</translation>
    </message>
    <message>
        <source>Where structure of before is found again after, over the pictures</source>
        <translation>前时相的结构在后时相哪里再现，叠在影像上</translation>
    </message>
    <message>
        <source>Where the parcels lie</source>
        <translation>图斑坐落</translation>
    </message>
    <message>
        <source>Where the parcels lie, by overlay</source>
        <translation>叠加分析所得属地</translation>
    </message>
    <message>
        <source>Which parcels are added up; report and area table are of these, too</source>
        <translation>汇总哪些图斑；报告和面积表也按此范围</translation>
    </message>
    <message>
        <source>Which parcels are screened</source>
        <translation>套合哪些图斑</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Who answers ({count})…</source>
        <translation>责任人（{count}）…</translation>
    </message>
    <message>
        <source>Who has a login of their own closes a case under it; {login} is somebody else&apos;s.</source>
        <translation>有个人账号的人须用本人账号办结；{login} 是他人的账号。</translation>
    </message>
    <message>
        <source>Who signed</source>
        <translation>签字人</translation>
    </message>
    <message>
        <source>Who signed (names or ids, comma-separated; empty = by role and place)</source>
        <translation>签字人（姓名或编号，逗号分隔；空 = 按身份和所在地）</translation>
    </message>
    <message>
        <source>Who signed as {role}? Several people have the role here: name who signed.</source>
        <translation>{role}有多人：请指明是谁签的字。</translation>
    </message>
    <message>
        <source>Who signed as {role}? {count} people are needed: name them, or give them the role.</source>
        <translation>{role}由谁签的字？需要 {count} 人：请指明，或先给他们设置该身份。</translation>
    </message>
    <message>
        <source>Who surveys, signs and answers for parcels</source>
        <translation>摸排、签字和负责图斑的人员</translation>
    </message>
    <message>
        <source>Who takes it</source>
        <translation>领取人</translation>
    </message>
    <message>
        <source>Whoever returns a case gives a reason code and says why in words.</source>
        <translation>退回须选择原因并写明理由。</translation>
    </message>
    <message>
        <source>Whoever signs vouches for the facts of that line as printed here. When one of them changes later, the check code no longer agrees and the signature does not count for that parcel.</source>
        <translation>签字人对所签该行图斑的上列内容负责。签字后所列内容如有变更，内容校验码即不再相符，该签字对该图斑失效，须重新签字。</translation>
    </message>
    <message>
        <source>Whole, anchored up to event {seq} of {events}.</source>
        <translation>完整，且经台账以外的凭证证实至日志第 {seq} 条（共 {events} 条）。</translation>
    </message>
    <message>
        <source>Whole, but unanchored: nothing from outside the ledger was held against it.</source>
        <translation>完整，但未证：没有用台账以外的凭证与之核对。</translation>
    </message>
    <message>
        <source>Whole: {count} events.</source>
        <translation>完整：{count} 条日志。</translation>
    </message>
    <message>
        <source>Whom it is for: decides what personal data it may hold</source>
        <translation>给谁用：决定其中可含哪些个人信息</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why it is retired</source>
        <translation>停用原因</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>With both sides&apos; work together: {reason}</source>
        <translation>两边内容合在一起后：{reason}</translation>
    </message>
    <message>
        <source>With photos and scans</source>
        <translation>附带照片和扫描件</translation>
    </message>
    <message>
        <source>With the newest registered image, cut to the parcels</source>
        <translation>附最新已登记影像（按图斑范围裁剪）</translation>
    </message>
    <message>
        <source>With the red lines around the parcels</source>
        <translation>附图斑周边红线</translation>
    </message>
    <message>
        <source>With {system} {inside} of {total} sampled parcels would lie in the county.</source>
        <translation>若按 {system}，抽查的 {total} 个图斑有 {inside} 个落在本县。</translation>
    </message>
    <message>
        <source>Withdraw the case</source>
        <translation>撤案</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Withdrawn by the new issue {batch}</source>
        <translation>重新下发批次“{batch}”已撤回该图斑</translation>
    </message>
    <message>
        <source>Without a parcel only</source>
        <translation>只看未上图的</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>见证人</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Workbook or web page (*.xlsx *.html)</source>
        <translation>工作簿或网页 (*.xlsx *.html)</translation>
    </message>
    <message>
        <source>Worked on by both sides, brought together without a conflict: look whether it fits</source>
        <translation>两边都有工作、无冲突自动合并：请看是否相符</translation>
    </message>
    <message>
        <source>Worker processes (0 = the cores, up to 4)</source>
        <translation>工作进程数（0 = 按核心数，最多 4 个）</translation>
    </message>
    <message>
        <source>Worker {worker} does not see {path}: the ledger must lie in a folder that all machines of the cluster have under the same path.</source>
        <translation>工作进程 {worker} 看不到 {path}：台账须放在集群所有机器路径都相同的共享文件夹里。</translation>
    </message>
    <message>
        <source>Worker {worker} lacks a package ({reason}): install shapely and numpy there.</source>
        <translation>工作进程 {worker} 缺少软件包（{reason}）：请在那里安装 shapely 和 numpy。</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>请留意</translation>
    </message>
    <message>
        <source>Would be signed</source>
        <translation>可登记签字</translation>
    </message>
    <message>
        <source>Would settle it: {what}</source>
        <translation>尚需：{what}</translation>
    </message>
    <message>
        <source>Write an image anew in tiles with overviews, so that windows of it are read fast</source>
        <translation>转成带金字塔的分块影像，读取更快</translation>
    </message>
    <message>
        <source>Write nothing</source>
        <translation>全部不办</translation>
    </message>
    <message>
        <source>Write off</source>
        <translation>批准销号</translation>
    </message>
    <message>
        <source>Write the finding to the ledger and go to the next parcel without one</source>
        <translation>把认定写入台账，并转到下一个尚未认定的图斑</translation>
    </message>
    <message>
        <source>Write to the ledger at once</source>
        <translation>立即写入台账</translation>
    </message>
    <message>
        <source>Write what was entered to the ledger; also while typing</source>
        <translation>把填写的内容写入台账；打字时也可用</translation>
    </message>
    <message>
        <source>Write-off map of a parcel</source>
        <translation>图斑销号图</translation>
    </message>
    <message>
        <source>Writes a copy of the ledger to work on away from the office, with the layers of its red lines and, when asked, its photos and scans. Its name tells the county, the day and who takes it. Both copies may be worked on; merging brings the field copy home.</source>
        <translation>写出一份台账副本供外业使用，附带红线图层，可选附带照片和扫描件。文件名注明县名、日期和领取人。两边可同时工作，回来后合并。</translation>
    </message>
    <message>
        <source>Writes a folder for QField, Mergin Maps or QGIS itself: the selected parcels of a campaign with the questions of its survey form, a table of photos, a layer to draw what is left on the ground, the red lines around the parcels and, when asked, a piece of an orthophoto. Everything works offline, all paths are relative. The ledger itself stays at the office; Bring fieldwork home reads the folder back. Copy the whole folder to the device and the whole folder back, photos included.</source>
        <translation>生成供 QField、Mergin Maps 或 QGIS 使用的文件夹：某专项行动所选图斑及其核查表、照片表、现场残留勾绘图层、图斑周边红线，可附裁剪的正射影像。全部离线可用，路径均为相对路径。台账本身留在内业；外业结束后用“外业成果入库”读回。请将整个文件夹拷入设备，并将整个文件夹（含照片）拷回。</translation>
    </message>
    <message>
        <source>Writes a whole, checked copy of the ledger while it is in use, and tells it in the journal with its SHA-256; the line added to anchors.txt beside the backup proves later that the journal was not rewritten, so keep it on another disk. Photos and scans lie in the ledger&apos;s folder of files and are not inside: tick Files to pack them into a zip beside the backup. Left empty, the backup goes into the folder beside the ledger.</source>
        <translation>台账使用中也可备份：写出经检查的完整副本，并连同 SHA-256 记入日志；备份旁 anchors.txt 中新增的一行日后可以证明日志未被改写，请保存到另一磁盘。照片和扫描件在台账的文件夹里，不在备份之内：勾选“附件”可打包到备份旁的压缩包。不填路径时，备份放在台账旁的备份文件夹。</translation>
    </message>
    <message>
        <source>Writes a workbook with the questions of a campaign&apos;s survey form, one row for each selected parcel of the campaign, and the code lists to choose from in its cells. Once filled in, Record findings reads it back.</source>
        <translation>按专项行动的摸排表生成填报工作簿：所选图斑每个一行，单元格可下拉选择字典选项。填好后用“录入认定意见”导入。</translation>
    </message>
    <message>
        <source>Writes an image again as a cloud-optimised GeoTIFF (tiles, overviews), which comparing reads many times faster than compressed strips. Without loss every pixel stays what it was; JPEG takes about a sixth of the space and suits orthophotos. A world file (.tfw, .jgw, .pgw) beside the image is written into the result. The original stays as it is; register the new file.</source>
        <translation>把影像另存为云优化 GeoTIFF（分块、带概视图），比对时读取比压缩条带快许多倍。无损方式每个像素不变；JPEG 约占六分之一空间，适合正射影像。影像旁的坐标文件（.tfw、.jgw、.pgw）会写入转换结果。原文件不动；请登记新文件。</translation>
    </message>
    <message>
        <source>Writes one workbook with the problem list, the remediated, unremediated and overdue lists and a summary by township. Progress counts the monitored area as issued. The selection, the date and the rule are printed on every sheet. Parcels on the same ground count once where a person decided so, issued-again parcels by their new issue, split ones by their parts; the others stand on a sheet of their own, so that every parcel of the selection is there exactly once. Pairs nobody has decided all count and are told.</source>
        <translation>生成一个工作簿：问题清单、已整改、未整改、逾期清单以及按乡镇汇总。进度按下发监测面积计算。每张表都注明所选范围、截止日期和规则。经人工核定重合的图斑只计一次，重新下发的按新批次计，拆分的按拆分后图斑计；未计入的另列一表，使所选每个图斑恰好出现一次。尚未核定的重合图斑全部计入并予以提示。</translation>
    </message>
    <message>
        <source>Writes parcels of a ledger, or the polygons of a layer or file, as boundary-point files (TXT): northing before easting, every ring numbered and closed, holes after their outline. The area in hectares is the official ellipsoidal area. The system is CGCS2000 Gauss-Krüger: the zone chosen in CRS, else the data&apos;s own, else the 3-degree zone all parcels lie in; a parcel outside the zone or across its edge is refused. What rounding changes is told. Characters that GBK lacks are written as GB18030, and told. Parcels that a new issue replaced or withdrew are left out unless asked for; then the name of the plot says so.</source>
        <translation>把台账图斑，或图层、文件中的面，写成界址点坐标文件（国土 TXT）：先纵坐标（北）后横坐标（东），逐圈编号并闭合，内圈紧跟其外圈。公顷面积为图斑椭球面积。坐标系为 2000 国家大地坐标系高斯-克吕格投影：以“坐标系”选定的带为准，未选则用数据自身的带，再则用所有图斑所在的 3 度带；带外或跨带的图斑不予导出并说明。取整引起的变化会提示。GBK 没有的字符按 GB18030 写出并提示。已被重新下发替代或撤回的图斑默认略去；如要求包括，则在地块名称后注明。</translation>
    </message>
    <message>
        <source>Writes parcels with the state of their cases and every field that was handed down. A GeoPackage bears full names with Chinese aliases. A shapefile bears names of at most ten letters made from pinyin initials, in GBK or UTF-8 with .cpg, and a workbook beside it says what each field and each code means and what had to be cut. Numbers stay numbers, codes stay text. Parcels that a new issue replaced or withdrew are left out unless asked for; a column then says what replaced them.</source>
        <translation>导出图斑及其办理状态和下发时的全部字段。GeoPackage 用完整字段名并带中文别名。Shapefile 字段名为不超过 10 个字母的拼音首字母，编码 GBK 或 UTF-8 并附 .cpg，同目录的工作簿说明每个字段、每个代码的含义以及截断的内容。数值仍为数值，代码仍为文本。已被重新下发替代或撤回的图斑默认略去；如要求包括，则有一列写明替代情况。</translation>
    </message>
    <message>
        <source>Writes what the screening found: a report (*.html) with sums that reconcile, or a workbook (*.xlsx) with the area table in the columns of the platforms, in mu and in m². Cropland is net of ridges and without adjustable or recoverable land unless the ledger&apos;s rules (cropland.json) say otherwise; the switches, every layer with vintage and SHA-256, and the rules are printed. Vintages of land use stand side by side and are never added. Parcels on the same ground count once where a person decided so, split ones by their parts.</source>
        <translation>输出套合结果：网页报告（*.html），各项合计可核对；或工作簿（*.xlsx），即平台所要列的套合面积表，亩和平方米各一张。除非台账规则（cropland.json）另有规定，耕地扣除田坎，不含可调整和可恢复地类；口径、各图层的时点和 SHA-256、规则都印在结果上。不同时点的地类并列，不相加。经人核定为同一地块的图斑只算一次，已分割的按分割后的图斑计。</translation>
    </message>
    <message>
        <source>Writes, per township and per person in charge, what was noticed that speaks against a claimed rectification: flags on photos, one image under two dates, images that suggest structures still stand, main buildings left, evidence older than the demolition, stages after the cut-off, written-off parcels that look built on again, outlines that changed. Each with its figures, what was explained, by whom and when, and what is open. A page (*.html) to print or a workbook (*.xlsx). All of it is a reason to look, never a finding.</source>
        <translation>分乡镇、分责任人列出与申报整改不一致的疑点：照片提示、同一影像改换日期、影像疑似仍有建筑、主体建筑未拆、佐证早于拆除、时点后到位、已销号图斑疑似反弹、图斑范围变化。每条附具体数据，以及谁在何时作了什么说明、哪些仍待说明。输出可打印网页（*.html）或工作簿（*.xlsx）。所列均为核看的理由，不是认定。</translation>
    </message>
    <message>
        <source>Written off on</source>
        <translation>销号日期</translation>
    </message>
    <message>
        <source>Written off on {closed}; the image of {day}, taken before, is read as: {suggestion}.</source>
        <translation>{closed}销号；此前{day}的影像比对{suggestion}。</translation>
    </message>
    <message>
        <source>Written off on {closed}; the image of {day}, taken since, is read as: {suggestion}.</source>
        <translation>{closed}销号；其后{day}的影像比对{suggestion}。</translation>
    </message>
    <message>
        <source>Written off, image suggests it stands (rebound?)</source>
        <translation>已销号，影像疑似有建筑（疑似反弹）</translation>
    </message>
    <message>
        <source>Xian 1980</source>
        <translation>1980西安坐标系</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>说明结论</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>我方</translation>
    </message>
    <message>
        <source>Zip (*.zip)</source>
        <translation>压缩包 (*.zip)</translation>
    </message>
    <message>
        <source>Zip each package</source>
        <translation>每个成果包压缩为 zip</translation>
    </message>
    <message>
        <source>Zip of photos</source>
        <translation>照片压缩包</translation>
    </message>
    <message>
        <source>Zip…</source>
        <translation>压缩包…</translation>
    </message>
    <message>
        <source>Zone number before the eastings</source>
        <translation>横坐标前加带号</translation>
    </message>
    <message>
        <source>Zone {zone} was concluded from the data.</source>
        <translation>根据数据判断为 {zone} 带。</translation>
    </message>
    <message>
        <source>Zone: a CGCS2000 Gauss-Krüger CRS (empty = concluded)</source>
        <translation>投影带：2000 国家大地坐标系高斯-克吕格（空 = 自动判断）</translation>
    </message>
    <message>
        <source>Zoom the map to the parcel</source>
        <translation>地图缩放到本图斑</translation>
    </message>
    <message>
        <source>Zoom to</source>
        <translation>缩放至图斑</translation>
    </message>
    <message>
        <source>__ / __ / __</source>
        <translation>　　年 　月 　日</translation>
    </message>
    <message>
        <source>a conflict of a merge ({field}) is not as the journal tells</source>
        <translation>合并的一处冲突（{field}）与日志记载不符</translation>
    </message>
    <message>
        <source>a coordinate is expected, not {text}</source>
        <translation>此处应为坐标，而不是 {text}</translation>
    </message>
    <message>
        <source>a coordinate is not a number</source>
        <translation>有坐标不是数字</translation>
    </message>
    <message>
        <source>a coordinate is not a number: ask for its outline</source>
        <translation>坐标不是数字：请索取图斑范围</translation>
    </message>
    <message>
        <source>a date in the layer: {role}</source>
        <translation>图层“{role}”中的日期</translation>
    </message>
    <message>
        <source>a file it took over is none of the earlier issue&apos;s</source>
        <translation>承接的附件并非上次下发图斑的附件</translation>
    </message>
    <message>
        <source>a layer came in after the screening</source>
        <translation>套合之后又登记了图层</translation>
    </message>
    <message>
        <source>a layer of the result was retired or replaced</source>
        <translation>所依据的图层已停用或更换</translation>
    </message>
    <message>
        <source>a line is not a journal entry</source>
        <translation>有一行不是日志记录</translation>
    </message>
    <message>
        <source>a number is expected</source>
        <translation>此处应为数字</translation>
    </message>
    <message>
        <source>a number is expected, not {text}</source>
        <translation>此处应为数字，而不是 {text}</translation>
    </message>
    <message>
        <source>a parcel of another township</source>
        <translation>其他乡镇的图斑</translation>
    </message>
    <message>
        <source>a part inside another joined with it</source>
        <translation>合并套在内部的部分</translation>
    </message>
    <message>
        <source>a part that repeats another left out</source>
        <translation>去除重复的部分</translation>
    </message>
    <message>
        <source>a photo was taken on {taken}, before the demolition of {day} it is to show: attach one taken since;</source>
        <translation>有照片拍摄于 {taken}，早于申报的拆除日期 {day}，不能证明拆除：请补充拆除之后拍摄的照片；</translation>
    </message>
    <message>
        <source>a photo was taken on {taken}, but what it is to show ({stages}) is in place since {day} only: take it back and record it with a photo taken since;</source>
        <translation>有照片摄于{taken}，而所要证明的事项（{stages}）{day}才到位：请撤回，改用此后拍摄的照片重新登记；</translation>
    </message>
    <message>
        <source>a point lies out of place (northing {northing})</source>
        <translation>有点位置异常（纵坐标 {northing}）</translation>
    </message>
    <message>
        <source>a point moves {metres} m on average</source>
        <translation>点位平均移动 {metres} 米</translation>
    </message>
    <message>
        <source>a ring has fewer than three different points</source>
        <translation>有一圈的不同点少于三个</translation>
    </message>
    <message>
        <source>a scan or picture</source>
        <translation>签字扫描件或照片</translation>
    </message>
    <message>
        <source>a second witness</source>
        <translation>第二名见证人</translation>
    </message>
    <message>
        <source>a sliver: {width} m wide on average, {area} m²</source>
        <translation>疑似细缝：平均宽{width} m，面积{area} m²</translation>
    </message>
    <message>
        <source>a witness</source>
        <translation>见证人</translation>
    </message>
    <message>
        <source>about</source>
        <translation>涉及材料</translation>
    </message>
    <message>
        <source>accept by {date}</source>
        <translation>{date} 前验收</translation>
    </message>
    <message>
        <source>accepted after demolition</source>
        <translation>拆除后验收合格</translation>
    </message>
    <message>
        <source>access rule</source>
        <translation>访问规则</translation>
    </message>
    <message>
        <source>access rules of the table</source>
        <translation>该表的访问规则</translation>
    </message>
    <message>
        <source>account under which this person works, may stay empty</source>
        <translation>本人登录使用的账号，可不填</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>adjustable K</source>
        <translation>可调整 K</translation>
    </message>
    <message>
        <source>agrees with satellite time</source>
        <translation>与卫星时间一致</translation>
    </message>
    <message>
        <source>all its values are 0</source>
        <translation>其值全为 0</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>all of the text fits</source>
        <translation>全部文字符合</translation>
    </message>
    <message>
        <source>all parcels</source>
        <translation>全部图斑</translation>
    </message>
    <message>
        <source>an odd count of numbers ({count}): a coordinate is missing</source>
        <translation>数字个数为奇数（{count} 个）：缺一个坐标</translation>
    </message>
    <message>
        <source>another parcel of the group</source>
        <translation>同组另一图斑</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>核查结果</translation>
    </message>
    <message>
        <source>answer “{field}” in the survey form</source>
        <translation>摸排表填“{field}”</translation>
    </message>
    <message>
        <source>answered by</source>
        <translation>说明人</translation>
    </message>
    <message>
        <source>answered on</source>
        <translation>说明日期</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>填报内容</translation>
    </message>
    <message>
        <source>answers of the earlier case were lost ({fields})</source>
        <translation>上次案件的填报内容有丢失（{fields}）</translation>
    </message>
    <message>
        <source>answers to flags on photos</source>
        <translation>照片疑点的说明</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>已录入</translation>
    </message>
    <message>
        <source>arc about its centre</source>
        <translation>圆心弧</translation>
    </message>
    <message>
        <source>arc through three points</source>
        <translation>三点圆弧</translation>
    </message>
    <message>
        <source>arcs replaced by short segments</source>
        <translation>圆弧以短线段代替</translation>
    </message>
    <message>
        <source>arcs were written as short segments</source>
        <translation>圆弧已按短线段写出</translation>
    </message>
    <message>
        <source>area far off</source>
        <translation>面积相差悬殊</translation>
    </message>
    <message>
        <source>area mu</source>
        <translation>面积（亩）</translation>
    </message>
    <message>
        <source>area m²</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>area, m²</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>as issued</source>
        <translation>按下发</translation>
    </message>
    <message>
        <source>as the rule says</source>
        <translation>按规定天数</translation>
    </message>
    <message>
        <source>as the rules say</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>as the server asks</source>
        <translation>按服务器要求</translation>
    </message>
    <message>
        <source>at {decimals} decimals it crossed itself and was mended</source>
        <translation>按 {decimals} 位小数取整后自相交，已修复</translation>
    </message>
    <message>
        <source>attached</source>
        <translation>已挂接</translation>
    </message>
    <message>
        <source>attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>batch {name}: numbers, places, attributes or rows set aside are not those imported</source>
        <translation>批次 {name}：编号、位置、属性或隔离的行与导入时不同</translation>
    </message>
    <message>
        <source>batch {name}: polygons or areas are not those imported</source>
        <translation>批次 {name}：图形或面积与导入时不同</translation>
    </message>
    <message>
        <source>batch {name}: {told} parcels were imported, {count} are there</source>
        <translation>批次 {name}：导入 {told} 个图斑，现有 {count} 个</translation>
    </message>
    <message>
        <source>before</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>before a merge</source>
        <translation>合并之前</translation>
    </message>
    <message>
        <source>before a new version</source>
        <translation>升级之前</translation>
    </message>
    <message>
        <source>before a restore</source>
        <translation>恢复之前</translation>
    </message>
    <message>
        <source>before they parted</source>
        <translation>分开前</translation>
    </message>
    <message>
        <source>being registered</source>
        <translation>正在登记</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两个都算</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>by no step of the workflow</source>
        <translation>不是由流程中的任何一步办结</translation>
    </message>
    <message>
        <source>by overlay with the village layer</source>
        <translation>按村界套合</translation>
    </message>
    <message>
        <source>by the new issue {batch}</source>
        <translation>重新下发批次：{batch}</translation>
    </message>
    <message>
        <source>by where the case stands</source>
        <translation>按办理阶段</translation>
    </message>
    <message>
        <source>came home as</source>
        <translation>外业填报</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>cannot be read ({reason})</source>
        <translation>无法读取（{reason}）</translation>
    </message>
    <message>
        <source>category</source>
        <translation>问题类别</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>changed here again since the merge</source>
        <translation>合并后本台账又有修改</translation>
    </message>
    <message>
        <source>changed in the copy</source>
        <translation>副本中有修改</translation>
    </message>
    <message>
        <source>changed on both sides</source>
        <translation>两边都有修改</translation>
    </message>
    <message>
        <source>changed on both sides: ours stays, compare the list of people</source>
        <translation>两边都有修改：保留本台账的，请核对人员名单</translation>
    </message>
    <message>
        <source>changed on both sides: theirs was taken</source>
        <translation>两边都有修改：已采用副本的</translation>
    </message>
    <message>
        <source>changed: to be confirmed by a person</source>
        <translation>图斑有变化，待人工确认</translation>
    </message>
    <message>
        <source>characters GBK lacks, written 〓</source>
        <translation>含 GBK 没有的字符，写为〓</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>choose who does it</source>
        <translation>请选择办理人</translation>
    </message>
    <message>
        <source>choose who signs</source>
        <translation>请选择签字人</translation>
    </message>
    <message>
        <source>chosen by hand</source>
        <translation>人工选定</translation>
    </message>
    <message>
        <source>chosen by the user</source>
        <translation>由用户指定</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>圆</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>clock stopped, {left}</source>
        <translation>暂停计时，{left}</translation>
    </message>
    <message>
        <source>clue {number}: the parcel it was found to be is not the one the journal tells of</source>
        <translation>线索点 {number}：所对应的图斑与日志记载不一致</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>common area mu</source>
        <translation>重叠面积（亩）</translation>
    </message>
    <message>
        <source>common area m²</source>
        <translation>重叠面积（平方米）</translation>
    </message>
    <message>
        <source>common mu</source>
        <translation>重合面积（亩）</translation>
    </message>
    <message>
        <source>common m²</source>
        <translation>重合面积（m²）</translation>
    </message>
    <message>
        <source>compared again with the image of {day}</source>
        <translation>已改用{day}的影像重新比对</translation>
    </message>
    <message>
        <source>complied with on {day}</source>
        <translation>{day} 已履行</translation>
    </message>
    <message>
        <source>computed area</source>
        <translation>计算面积</translation>
    </message>
    <message>
        <source>concluded</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>concluded from the file and its numbers</source>
        <translation>按文件和坐标值自动判断</translation>
    </message>
    <message>
        <source>concluded from the values</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>concluded: {encoding}</source>
        <translation>自动判断：{encoding}</translation>
    </message>
    <message>
        <source>conflicts to decide</source>
        <translation>待处理冲突</translation>
    </message>
    <message>
        <source>conforming</source>
        <translation>符合规划</translation>
    </message>
    <message>
        <source>conforming, mu</source>
        <translation>符合规划（亩）</translation>
    </message>
    <message>
        <source>construction land</source>
        <translation>建设用地</translation>
    </message>
    <message>
        <source>contains the other</source>
        <translation>包含对方</translation>
    </message>
    <message>
        <source>corrected by hand</source>
        <translation>人工更正</translation>
    </message>
    <message>
        <source>count separately</source>
        <translation>分别计算</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>counted mu</source>
        <translation>计入面积（亩）</translation>
    </message>
    <message>
        <source>cropland</source>
        <translation>耕地</translation>
    </message>
    <message>
        <source>cropland counted</source>
        <translation>计入耕地</translation>
    </message>
    <message>
        <source>cropland, gross</source>
        <translation>耕地（毛）</translation>
    </message>
    <message>
        <source>cropland, net</source>
        <translation>耕地（净）</translation>
    </message>
    <message>
        <source>cut at 254 bytes</source>
        <translation>超过 254 字节，已截断</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>date of the image after</source>
        <translation>后时相</translation>
    </message>
    <message>
        <source>date of the image before</source>
        <translation>前时相</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>deadline</source>
        <translation>处置时限</translation>
    </message>
    <message>
        <source>deadlines</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>decided at once</source>
        <translation>已按规则处理</translation>
    </message>
    <message>
        <source>decimal number</source>
        <translation>小数</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>认定</translation>
    </message>
    <message>
        <source>decision on conflicts taken back</source>
        <translation>撤销冲突处理</translation>
    </message>
    <message>
        <source>dictionaries or rules were changed without an event ({found} instead of {told})</source>
        <translation>字典或规则被改动而日志没有记录（现为 {found}，应为 {told}）</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>difference, mu</source>
        <translation>增减（亩）</translation>
    </message>
    <message>
        <source>differs from {twin} in upper and lower case only</source>
        <translation>与 {twin} 仅大小写不同</translation>
    </message>
    <message>
        <source>disposition</source>
        <translation>处置方式</translation>
    </message>
    <message>
        <source>document</source>
        <translation>文号（编号）</translation>
    </message>
    <message>
        <source>does not end where package.json says</source>
        <translation>末尾与 package.json 所述不符</translation>
    </message>
    <message>
        <source>does not match its checksum in {manifest}</source>
        <translation>与 {manifest} 中的校验值不符</translation>
    </message>
    <message>
        <source>done by somebody who had no part in: {what}</source>
        <translation>办理人未参与过：{what}</translation>
    </message>
    <message>
        <source>done in time</source>
        <translation>按期办结</translation>
    </message>
    <message>
        <source>done, {days} days late</source>
        <translation>逾期 {days} 天办结</translation>
    </message>
    <message>
        <source>doubt</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>残留勾绘</translation>
    </message>
    <message>
        <source>drawings of what is left</source>
        <translation>处残留勾绘</translation>
    </message>
    <message>
        <source>drawings refused</source>
        <translation>处残留勾绘被退回</translation>
    </message>
    <message>
        <source>drawn again</source>
        <translation>重新勾绘</translation>
    </message>
    <message>
        <source>drawn here</source>
        <translation>本地勾绘</translation>
    </message>
    <message>
        <source>drawn on the map</source>
        <translation>在图上绘制</translation>
    </message>
    <message>
        <source>drive {letter}</source>
        <translation>{letter} 盘</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>duties</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>duties taken away</source>
        <translation>取消的责任人</translation>
    </message>
    <message>
        <source>dx (m)</source>
        <translation>ΔX（米）</translation>
    </message>
    <message>
        <source>dy (m)</source>
        <translation>ΔY（米）</translation>
    </message>
    <message>
        <source>earlier parcel</source>
        <translation>已有图斑</translation>
    </message>
    <message>
        <source>earlier signatures void ({stages})</source>
        <translation>原有签字作废（{stages}）</translation>
    </message>
    <message>
        <source>east</source>
        <translation>东</translation>
    </message>
    <message>
        <source>ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>elliptical arc</source>
        <translation>椭圆弧</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>enter the day of the signature</source>
        <translation>请填写签字日期</translation>
    </message>
    <message>
        <source>entry {seq} differs from the ledger&apos;s</source>
        <translation>第 {seq} 条记录与台账不同</translation>
    </message>
    <message>
        <source>entry {seq} was changed</source>
        <translation>第 {seq} 条记录被改动过</translation>
    </message>
    <message>
        <source>event {seq} ({action}, {actor}, {ts}) was changed after it was written</source>
        <translation>日志第 {seq} 条（{action}，{actor}，{ts}）写入后被改动</translation>
    </message>
    <message>
        <source>event {seq} cannot be read</source>
        <translation>日志第 {seq} 条无法读取</translation>
    </message>
    <message>
        <source>event {seq} does not follow from the one before it: an event was taken out, put in or exchanged here</source>
        <translation>日志第 {seq} 条与前一条接不上：此处有日志被删除、插入或调换</translation>
    </message>
    <message>
        <source>event {seq} is not the one that {source} has an anchor of: the journal was rewritten</source>
        <translation>日志第 {seq} 条与 {source} 的凭证不符：日志被整体改写过</translation>
    </message>
    <message>
        <source>event {seq} says of itself that it is number {number}: events were put into another order</source>
        <translation>日志第 {seq} 条自称为第 {number} 条：日志顺序被调换</translation>
    </message>
    <message>
        <source>event {seq} was written in another ledger</source>
        <translation>日志第 {seq} 条是在另一台账中写入的</translation>
    </message>
    <message>
        <source>event {seq}: before the ledger was brought to a newer version, its tables or triggers were not as they must be ({what})</source>
        <translation>日志第 {seq} 条：台账升级之前，其表或触发器已与应有的不符（{what}）</translation>
    </message>
    <message>
        <source>event {seq}: the columns {columns} say something else than its text</source>
        <translation>日志第 {seq} 条：列 {columns} 与正文不符</translation>
    </message>
    <message>
        <source>event {seq}: the computer&apos;s clock had been moved, from {previous} to {now}</source>
        <translation>日志第 {seq} 条：计算机时钟被调过，由 {previous} 到 {now}</translation>
    </message>
    <message>
        <source>event {seq}: the ledger was restored from a backup that ended at event {kept}; {count} events were given up and are kept in {file}</source>
        <translation>日志第 {seq} 条：台账由止于第 {kept} 条的备份恢复；放弃了 {count} 条，留存在 {file}</translation>
    </message>
    <message>
        <source>event {seq}: what it says stood there before of {which} is not what the events before lead to</source>
        <translation>事件 {seq}：其所述 {which} 的原值与此前事件推出的不一致</translation>
    </message>
    <message>
        <source>every layer that can be read</source>
        <translation>所有可读取的图层</translation>
    </message>
    <message>
        <source>expired {date}</source>
        <translation>{date} 已到期</translation>
    </message>
    <message>
        <source>expires</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>explained or accepted</source>
        <translation>条已说明或采信</translation>
    </message>
    <message>
        <source>fake_check</source>
        <translation>防虚假整改核查</translation>
    </message>
    <message>
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>field copy</source>
        <translation>外业副本</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>file and copy missing</source>
        <translation>文件和副本均缺失</translation>
    </message>
    <message>
        <source>file missing</source>
        <translation>源文件缺失</translation>
    </message>
    <message>
        <source>file name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>file name and folder only</source>
        <translation>仅按文件名、文件夹名</translation>
    </message>
    <message>
        <source>files read</source>
        <translation>读取文件</translation>
    </message>
    <message>
        <source>fill in</source>
        <translation>去填写</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>认定意见</translation>
    </message>
    <message>
        <source>finish acceptance first</source>
        <translation>请先完成验收</translation>
    </message>
    <message>
        <source>fitted</source>
        <translation>拟合</translation>
    </message>
    <message>
        <source>fixed by the format</source>
        <translation>由格式规定</translation>
    </message>
    <message>
        <source>flags on photos</source>
        <translation>照片疑点</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>folder or .zip of photos</source>
        <translation>照片所在文件夹或 .zip</translation>
    </message>
    <message>
        <source>found to be a fake by a person</source>
        <translation>条经人确认虚假</translation>
    </message>
    <message>
        <source>from the copy</source>
        <translation>来自副本</translation>
    </message>
    <message>
        <source>function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>gone below {cleared} (now {cleared_now}), standing above {standing} (now {standing_now})</source>
        <translation>低于{cleared}视为已拆（现为{cleared_now}），高于{standing}视为仍在（现为{standing_now}）</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>grid code</source>
        <translation>网格代码</translation>
    </message>
    <message>
        <source>ground the layer does not cover: {role}</source>
        <translation>图层“{role}”未覆盖部分的地类</translation>
    </message>
    <message>
        <source>guard (trigger)</source>
        <translation>防改触发器</translation>
    </message>
    <message>
        <source>have the layer mended, register and screen it again: {role}</source>
        <translation>请修复图层后重新登记并套合：{role}</translation>
    </message>
    <message>
        <source>hectares</source>
        <translation>公顷</translation>
    </message>
    <message>
        <source>here already</source>
        <translation>本台账已有</translation>
    </message>
    <message>
        <source>hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>挂起时段</translation>
    </message>
    <message>
        <source>how far a point moves cannot be told</source>
        <translation>点位移动量无法求得</translation>
    </message>
    <message>
        <source>identical</source>
        <translation>完全重合</translation>
    </message>
    <message>
        <source>image taken out of use: {why}</source>
        <translation>影像已停用：{why}</translation>
    </message>
    <message>
        <source>image {day}</source>
        <translation>影像 {day}</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>in charge</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>in detail</source>
        <translation>具体情况</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>in no place</source>
        <translation>无所属</translation>
    </message>
    <message>
        <source>in the ledger now</source>
        <translation>台账现值</translation>
    </message>
    <message>
        <source>in the page layout</source>
        <translation>图纸空间内</translation>
    </message>
    <message>
        <source>in use (others stay in the record, but are no longer offered)</source>
        <translation>在用（停用的保留在台账里，选择时不再列出）</translation>
    </message>
    <message>
        <source>in words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>inside the other</source>
        <translation>位于对方之内</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>involved</source>
        <translation>涉及</translation>
    </message>
    <message>
        <source>is in no manifest: it was added afterwards</source>
        <translation>不在任何清单中：是后来加入的</translation>
    </message>
    <message>
        <source>is in only one of manifest-sha256.txt and sm3sums.txt</source>
        <translation>只出现在 manifest-sha256.txt 和 sm3sums.txt 其中之一</translation>
    </message>
    <message>
        <source>is listed in {manifest} but missing</source>
        <translation>列于 {manifest}，但文件缺失</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>is not in the ledger</source>
        <translation>不在台账中</translation>
    </message>
    <message>
        <source>is not the file that package.json describes</source>
        <translation>不是 package.json 所描述的文件</translation>
    </message>
    <message>
        <source>is too large for a list of checksums</source>
        <translation>作为校验和清单过大</translation>
    </message>
    <message>
        <source>issued</source>
        <translation>下发</translation>
    </message>
    <message>
        <source>issued again for {batch}: {same} the same, {added} added, {changed} changed, {withdrawn} withdrawn</source>
        <translation>重新下发（原批次 {batch}）：相同 {same}、新增 {added}、变更 {changed}、撤销 {withdrawn}</translation>
    </message>
    <message>
        <source>issued for another place</source>
        <translation>下发属地不符</translation>
    </message>
    <message>
        <source>issued for {issued}, but it lies in {found}</source>
        <translation>下发属地为{issued}，实际落在{found}</translation>
    </message>
    <message>
        <source>it cannot be repaired, it encloses no area: ask for its outline</source>
        <translation>无法修复，不构成面：请索取图斑范围</translation>
    </message>
    <message>
        <source>it cannot be transformed to CGCS2000</source>
        <translation>无法转换到 2000 国家大地坐标系</translation>
    </message>
    <message>
        <source>it cannot be transformed to the ledger&apos;s CRS: correct its coordinates</source>
        <translation>无法转换到台账坐标系：请更正坐标</translation>
    </message>
    <message>
        <source>it crossed itself and was mended</source>
        <translation>图形自相交，已修复</translation>
    </message>
    <message>
        <source>it has more than {count} vertices: simplify it where it comes from</source>
        <translation>顶点超过 {count} 个：请在来源处简化</translation>
    </message>
    <message>
        <source>it has no geometry</source>
        <translation>没有图形</translation>
    </message>
    <message>
        <source>it has no geometry: ask for its outline, or draw it</source>
        <translation>没有图形：请索取图斑范围，或自行勾绘</translation>
    </message>
    <message>
        <source>it has no points</source>
        <translation>没有界址点</translation>
    </message>
    <message>
        <source>it holds a curve ({what}, type {kind}): have it written as polylines</source>
        <translation>含有曲线（{what}，类型 {kind}）：请改为折线输出</translation>
    </message>
    <message>
        <source>it holds long texts, not codes</source>
        <translation>其值是长文本而非代码</translation>
    </message>
    <message>
        <source>it holds names, not codes</source>
        <translation>其值是名称而非代码</translation>
    </message>
    <message>
        <source>it holds no dates</source>
        <translation>其值不是日期</translation>
    </message>
    <message>
        <source>it holds numbers, not codes</source>
        <translation>其值是数字而非代码</translation>
    </message>
    <message>
        <source>it holds numbers, not dates</source>
        <translation>其值是数字而非日期</translation>
    </message>
    <message>
        <source>it is a path, not a polygon, and its ends are {gap} m apart: draw it as a polygon</source>
        <translation>它是路径而不是面，首尾相距 {gap} 米：请画成面</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>it is empty in the rows looked at</source>
        <translation>所查各行中该列为空</translation>
    </message>
    <message>
        <source>it is in the ledger already with another outline or kind: say there that it is gone, and draw it anew</source>
        <translation>台账中已有此处残留，但范围或类型不同：请先在台账中登记“已清除”，再重新勾绘</translation>
    </message>
    <message>
        <source>it is made of other polygons (22), which is not read</source>
        <translation>由其他面对象构成（22），不支持读取</translation>
    </message>
    <message>
        <source>it is not a polygon ({kind})</source>
        <translation>不是面（{kind}）</translation>
    </message>
    <message>
        <source>it is not a polygon ({kind}): ask for its outline, or draw it</source>
        <translation>不是面（{kind}）：请索取图斑范围，或自行勾绘</translation>
    </message>
    <message>
        <source>it lies in zone {zone}, the rest of the file in zone {file}: put it into a file of its own</source>
        <translation>该地块在 {zone} 带，文件其余部分在 {file} 带：请单独成一个文件</translation>
    </message>
    <message>
        <source>it lies nowhere in the coordinate system</source>
        <translation>超出了坐标系的范围</translation>
    </message>
    <message>
        <source>it lies outside the area of {crs} (at {place}): correct its coordinates, or import it with its own CRS</source>
        <translation>位于{crs}适用范围之外（{place}）：请更正坐标，或按其自身坐标系单独导入</translation>
    </message>
    <message>
        <source>it lies outside the county</source>
        <translation>位于县界之外</translation>
    </message>
    <message>
        <source>it lies outside zone {zone} or across its edge ({west}° to {east}° E; the zone ends at {left}° and {right}°)</source>
        <translation>位于 {zone} 带之外或跨越带边（东经 {west}° 至 {east}°；该带范围 {left}° 至 {right}°）</translation>
    </message>
    <message>
        <source>it names another event as the last one of the earlier case</source>
        <translation>所记上次案件的最后一条记录与日志不符</translation>
    </message>
    <message>
        <source>it reaches across the 180° meridian</source>
        <translation>跨越了 180° 经线</translation>
    </message>
    <message>
        <source>it reaches from {west}° to {east}°, beyond its {width}° zone ({first}° to {last}°): have it issued in the zone it lies in, or cut at the zone&apos;s edge</source>
        <translation>其经度范围为 {west}° 至 {east}°，超出所在的 {width} 度带（{first}° 至 {last}°），属跨带图斑：请按实际所在带重新下发，或在分带线处切分</translation>
    </message>
    <message>
        <source>it says no position that can be used</source>
        <translation>照片没有可用的定位</translation>
    </message>
    <message>
        <source>it still crosses itself at {decimals} decimals: write more decimals</source>
        <translation>按 {decimals} 位小数仍自相交：请增加小数位数</translation>
    </message>
    <message>
        <source>it was made from another ledger ({theirs}), not from {ours}: choose that ledger, or none</source>
        <translation>该包出自另一台账（{theirs}），不是 {ours}：请选择那个台账，或不选台账</translation>
    </message>
    <message>
        <source>it was taken inside several parcels that overlap: put the number into its name</source>
        <translation>拍摄点落在几个重叠的图斑内：请在文件名里写上图斑编号</translation>
    </message>
    <message>
        <source>its area is zero: ask for its outline</source>
        <translation>面积为零：请索取图斑范围</translation>
    </message>
    <message>
        <source>its codes have fewer than {digits} digits</source>
        <translation>其代码不足 {digits} 位</translation>
    </message>
    <message>
        <source>its codes have more than {digits} digits</source>
        <translation>其代码超过 {digits} 位</translation>
    </message>
    <message>
        <source>its coordinates are empty</source>
        <translation>坐标为空</translation>
    </message>
    <message>
        <source>its coordinates are no numbers</source>
        <translation>坐标不是数字</translation>
    </message>
    <message>
        <source>its coordinates cannot be read ({text})</source>
        <translation>坐标无法读取（{text}）</translation>
    </message>
    <message>
        <source>its day is not known</source>
        <translation>拍摄日期不明</translation>
    </message>
    <message>
        <source>its degrees may as well be written as degrees.minutes-seconds (every minute and second is below 60): write 计量单位=度 or 计量单位=度分秒 in the header</source>
        <translation>其度数也可能是“度.分秒”写法（分、秒位都小于 60）：请在文件头写明 计量单位=度 或 计量单位=度分秒</translation>
    </message>
    <message>
        <source>its eastings carry no zone number, those of the rest of the file carry zone {zone}: write the zone before them, or 带号 in the header</source>
        <translation>横坐标不带带号，而文件其余部分带 {zone} 带：请在横坐标前加带号，或在文件头写明带号</translation>
    </message>
    <message>
        <source>its eastings carry zone {zone}, those of the rest of the file carry none: put it into a file of its own</source>
        <translation>横坐标带 {zone} 带带号，而文件其余部分不带：请单独成一个文件</translation>
    </message>
    <message>
        <source>its feature code {code} (line {line}) is not one of the polygons the file declares</source>
        <translation>要素代码 {code}（第 {line} 行）不在文件声明的面要素类中</translation>
    </message>
    <message>
        <source>its line {line} does not begin where the one before it ends</source>
        <translation>引用的线 {line} 与前一条线首尾不相接</translation>
    </message>
    <message>
        <source>its line {line} has fewer than two points</source>
        <translation>引用的线 {line} 不足两个点</translation>
    </message>
    <message>
        <source>its line {line} is damaged: {reason}</source>
        <translation>引用的线 {line} 已损坏：{reason}</translation>
    </message>
    <message>
        <source>its line {line} is made of lines that are made of lines without end</source>
        <translation>引用的线 {line} 由线构成且循环引用</translation>
    </message>
    <message>
        <source>its line {line} is not in the file</source>
        <translation>引用的线 {line} 不在文件中</translation>
    </message>
    <message>
        <source>its line {line} stands {count} times in the file</source>
        <translation>引用的线 {line} 在文件中出现 {count} 次</translation>
    </message>
    <message>
        <source>its lines do not close (the last is {line})</source>
        <translation>构成面的线不闭合（最后一条为 {line}）</translation>
    </message>
    <message>
        <source>its lines have more than {most} points together</source>
        <translation>其各条线合计超过 {most} 个点</translation>
    </message>
    <message>
        <source>its longitude cannot be told in {crs}</source>
        <translation>在 {crs} 中无法求得其经度</translation>
    </message>
    <message>
        <source>its longitude or latitude is not on the earth</source>
        <translation>经度或纬度不在地球范围内</translation>
    </message>
    <message>
        <source>its name and folders bear no parcel&apos;s number</source>
        <translation>文件名和文件夹名里没有图斑编号</translation>
    </message>
    <message>
        <source>its name and folders name different parcels</source>
        <translation>文件名和文件夹名写的是不同图斑</translation>
    </message>
    <message>
        <source>its own header says another system ({own}) than the rest of the file ({file}): put it into a file of its own</source>
        <translation>该地块所属属性描述的坐标系（{own}）与文件其余部分（{file}）不同：请单独成一个文件</translation>
    </message>
    <message>
        <source>its points lie in more than one zone (easting prefixes {zones}): a parcel across zones has to be converted to one of them</source>
        <translation>点位落在多个投影带（横坐标带号 {zones}）：跨带图斑须先换带到同一带</translation>
    </message>
    <message>
        <source>its points lie in more than one zone or out of place (easting prefixes {zones})</source>
        <translation>界址点跨带或位置不对（横坐标带号 {zones}）</translation>
    </message>
    <message>
        <source>its points lie in more than one zone or out of place (easting prefixes {zones}): some lack the zone number or are wrong</source>
        <translation>点位落在多个投影带或位置异常（横坐标带号 {zones}）：部分点缺带号或写错</translation>
    </message>
    <message>
        <source>its points lie out of place: their eastings are none of zone {zone}</source>
        <translation>点位异常：横坐标不属于 {zone} 带</translation>
    </message>
    <message>
        <source>its position is too rough to tell the nearest parcels apart: put the number into its name</source>
        <translation>定位精度不够，分不清最近的图斑：请把图斑编号写进文件名</translation>
    </message>
    <message>
        <source>its rings lie across one another: have it drawn again</source>
        <translation>各环相互交错：请重新绘制</translation>
    </message>
    <message>
        <source>its status is {status}</source>
        <translation>状态为 {status}</translation>
    </message>
    <message>
        <source>its {count} rings are too many or too entangled to tell shells from holes</source>
        <translation>共 {count} 个圈，数量过多或相互交错，无法区分外圈和内圈</translation>
    </message>
    <message>
        <source>its {count} rings are too many or too entangled to tell shells from holes (at most {most}): divide the plot</source>
        <translation>共 {count} 个圈，数量过多或相互交错，无法区分外圈和内圈（最多 {most} 个）：请拆分地块</translation>
    </message>
    <message>
        <source>its {stated} points end before line {line}, where a new ring of the same number begins: the plot line before it seems to be missing</source>
        <translation>所写 {stated} 个点在第 {line} 行之前已结束，该行又以相同圈号开始新圈：其前似缺少地块行</translation>
    </message>
    <message>
        <source>journal chain of {count} entries</source>
        <translation>{count} 条记录的日志链</translation>
    </message>
    <message>
        <source>keep ours</source>
        <translation>一律保留本台账</translation>
    </message>
    <message>
        <source>keep ours and ask later</source>
        <translation>先保留本台账，列为冲突待处理</translation>
    </message>
    <message>
        <source>kept of ours</source>
        <translation>保留本台账</translation>
    </message>
    <message>
        <source>kept, but not asked for with this finding: {fields}</source>
        <translation>已保留，但此认定意见不要求填写：{fields}</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>land class</source>
        <translation>地类</translation>
    </message>
    <message>
        <source>land class before the change</source>
        <translation>变化前地类</translation>
    </message>
    <message>
        <source>later than the building</source>
        <translation>晚于动工时间</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>layer of the project</source>
        <translation>工程图层</translation>
    </message>
    <message>
        <source>left</source>
        <translation>未压盖</translation>
    </message>
    <message>
        <source>level {level}: {who}</source>
        <translation>第 {level} 级：{who}</translation>
    </message>
    <message>
        <source>line numbers are expected, not {text}</source>
        <translation>此处应为线标识码，而不是 {text}</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>line {line} cannot be read: {text}</source>
        <translation>第 {line} 行无法读取：{text}</translation>
    </message>
    <message>
        <source>line {line} describes an arc, which a boundary-point file cannot hold exactly: have it written as points</source>
        <translation>第 {line} 行描述的是圆弧，界址点文件无法准确表达：请改写为界址点</translation>
    </message>
    <message>
        <source>line {line} has {found} values, its table {table} {expected} fields</source>
        <translation>第 {line} 行有 {found} 个值，而表 {table} 有 {expected} 个字段</translation>
    </message>
    <message>
        <source>line {line}: a second attribute row bears the number {ident}</source>
        <translation>第 {line} 行：标识码 {ident} 的属性记录重复</translation>
    </message>
    <message>
        <source>line {line}: its attributes have no polygon of the number {ident}</source>
        <translation>第 {line} 行：属性记录没有对应标识码 {ident} 的面</translation>
    </message>
    <message>
        <source>line {number} is not a checksum line</source>
        <translation>第 {number} 行不是校验值</translation>
    </message>
    <message>
        <source>lists</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>look at</source>
        <translation>请查看</translation>
    </message>
    <message>
        <source>look at the map how the layers lie to one another</source>
        <translation>在图上核对两层的重叠位置</translation>
    </message>
    <message>
        <source>look first</source>
        <translation>优先查看</translation>
    </message>
    <message>
        <source>make the package of the parcel as issued now; this one is not in force any more</source>
        <translation>请为现行下发的图斑制作材料包；本图斑已不再有效</translation>
    </message>
    <message>
        <source>marks of the format in its texts were replaced (comma, @, line break)</source>
        <translation>文字中的格式符号（逗号、@、换行）已替换</translation>
    </message>
    <message>
        <source>may stay empty</source>
        <translation>可不填</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>处置措施</translation>
    </message>
    <message>
        <source>measured by another rule of area</source>
        <translation>所用的面积规则与台账不同</translation>
    </message>
    <message>
        <source>median of issued / measured m² over {count} parcels is {ratio}</source>
        <translation>{count} 个图斑下发面积与图形面积（平方米）之比的中位数为 {ratio}</translation>
    </message>
    <message>
        <source>merge of {name}: the copy&apos;s journal does not hold at its event {seq}</source>
        <translation>合并 {name}：副本日志在其第 {seq} 号事件处不成立</translation>
    </message>
    <message>
        <source>merge of {name}: {column} is not as its event tells</source>
        <translation>合并 {name}：{column} 与其事件记载不符</translation>
    </message>
    <message>
        <source>monitored area</source>
        <translation>监测面积</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>most of the text fits</source>
        <translation>多数文字符合</translation>
    </message>
    <message>
        <source>mu</source>
        <translation>亩</translation>
    </message>
    <message>
        <source>mu as issued</source>
        <translation>下发面积（亩）</translation>
    </message>
    <message>
        <source>mu before</source>
        <translation>原面积（亩）</translation>
    </message>
    <message>
        <source>mu now</source>
        <translation>现面积（亩）</translation>
    </message>
    <message>
        <source>m²</source>
        <translation>平方米</translation>
    </message>
    <message>
        <source>name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>name and folder first, then position</source>
        <translation>先按文件名、文件夹名，再按拍摄位置</translation>
    </message>
    <message>
        <source>name of the layer</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>name or address of the server</source>
        <translation>服务器名称或地址</translation>
    </message>
    <message>
        <source>names not in the list, separated by commas</source>
        <translation>不在名单里的人，用逗号隔开</translation>
    </message>
    <message>
        <source>neither the header nor the eastings name a zone</source>
        <translation>文件头和横坐标都没有带号</translation>
    </message>
    <message>
        <source>net of ridges</source>
        <translation>扣除田坎</translation>
    </message>
    <message>
        <source>never screened</source>
        <translation>从未套合</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no after image covers it</source>
        <translation>没有后时相影像覆盖</translation>
    </message>
    <message>
        <source>no coordinates to conclude from</source>
        <translation>没有可供判断的坐标</translation>
    </message>
    <message>
        <source>no coordinates were found in it</source>
        <translation>其中没有坐标</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>no encoding fits the whole file; each line was decoded by itself (UTF-8: {utf8} lines, GBK: {gbk})</source>
        <translation>没有一种编码适合整个文件，已逐行解码（UTF-8 {utf8} 行，GBK {gbk} 行）</translation>
    </message>
    <message>
        <source>no field of the monitored area was found</source>
        <translation>未找到监测面积字段</translation>
    </message>
    <message>
        <source>no finding recorded</source>
        <translation>未录入认定意见</translation>
    </message>
    <message>
        <source>no finding yet</source>
        <translation>尚未认定</translation>
    </message>
    <message>
        <source>no geometry</source>
        <translation>没有图形</translation>
    </message>
    <message>
        <source>no image from after</source>
        <translation>缺后时相影像</translation>
    </message>
    <message>
        <source>no image from before</source>
        <translation>缺前时相影像</translation>
    </message>
    <message>
        <source>no image later than the one before</source>
        <translation>没有晚于前时相的影像</translation>
    </message>
    <message>
        <source>no image since the claimed demolition</source>
        <translation>缺申报拆除之后的影像</translation>
    </message>
    <message>
        <source>no measure recorded</source>
        <translation>未录入处置方式</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>无编号</translation>
    </message>
    <message>
        <source>no overlap</source>
        <translation>无重叠</translation>
    </message>
    <message>
        <source>no parcel lies within {metres} m of where it was taken</source>
        <translation>拍摄点 {metres} 米内没有图斑</translation>
    </message>
    <message>
        <source>no polygon</source>
        <translation>不是面</translation>
    </message>
    <message>
        <source>no registered image shows this parcel</source>
        <translation>没有登记的影像覆盖该图斑</translation>
    </message>
    <message>
        <source>no verified {what} made since the last change;</source>
        <translation>最近一次改动之后还没有校验通过的{what}；</translation>
    </message>
    <message>
        <source>no vintage</source>
        <translation>无数据时点</translation>
    </message>
    <message>
        <source>no {what} is attached;</source>
        <translation>未附{what}；</translation>
    </message>
    <message>
        <source>no, it is new</source>
        <translation>否，新下发</translation>
    </message>
    <message>
        <source>nobody named</source>
        <translation>未落实</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>none: choose a folder on another disk or a stick</source>
        <translation>未设：请选择另一磁盘或 U 盘上的文件夹</translation>
    </message>
    <message>
        <source>north</source>
        <translation>北</translation>
    </message>
    <message>
        <source>northeast</source>
        <translation>东北</translation>
    </message>
    <message>
        <source>northwest</source>
        <translation>西北</translation>
    </message>
    <message>
        <source>not brought in</source>
        <translation>未并入</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>not comparable: no satellite time</source>
        <translation>没有卫星时间，无法比对</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>未比对</translation>
    </message>
    <message>
        <source>not complete</source>
        <translation>未签完</translation>
    </message>
    <message>
        <source>not conforming</source>
        <translation>不符合规划</translation>
    </message>
    <message>
        <source>not conforming, mu</source>
        <translation>不符合规划（亩）</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>不计入</translation>
    </message>
    <message>
        <source>not covered</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <source>not covered by the layer</source>
        <translation>图层未覆盖</translation>
    </message>
    <message>
        <source>not demolished to the end: {missing} m² of the {monitored} m² monitored are missing ({kinds}), nothing of it counts;</source>
        <translation>拆除未尽：监测面积 {monitored} 平方米中还差 {missing} 平方米未整改到位（{kinds}），整块不计入完成；</translation>
    </message>
    <message>
        <source>not entered</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>not in place yet: {stages};</source>
        <translation>尚未到位：{stages}；</translation>
    </message>
    <message>
        <source>not in place yet: {stages}; {missing} m² of the {monitored} m² monitored are missing, nothing of it counts;</source>
        <translation>尚未到位：{stages}；监测面积 {monitored} 平方米中还差 {missing} 平方米，整块不计入完成；</translation>
    </message>
    <message>
        <source>not involved</source>
        <translation>不涉及</translation>
    </message>
    <message>
        <source>not issued</source>
        <translation>未下发</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>规划不明</translation>
    </message>
    <message>
        <source>not known, mu</source>
        <translation>不明（亩）</translation>
    </message>
    <message>
        <source>not saved in QGIS</source>
        <translation>未保存在 QGIS 中</translation>
    </message>
    <message>
        <source>not screened</source>
        <translation>未套合</translation>
    </message>
    <message>
        <source>not screened against any red line</source>
        <translation>未与任何红线套合</translation>
    </message>
    <message>
        <source>not served yet</source>
        <translation>尚未送达</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>not verified yet</source>
        <translation>尚未验证</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未核对</translation>
    </message>
    <message>
        <source>not yet decided by a person</source>
        <translation>尚未由人认定</translation>
    </message>
    <message>
        <source>note</source>
        <translation>核查说明</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>不并列</translation>
    </message>
    <message>
        <source>nothing can be recorded of this parcel any more. {reason}</source>
        <translation>该图斑已不再有效，不能填写。{reason}</translation>
    </message>
    <message>
        <source>nothing is left after the repair ({what}): ask for its outline</source>
        <translation>修复后没有剩余图形（{what}）：请索取图斑范围</translation>
    </message>
    <message>
        <source>nothing is left of it at {decimals} decimals</source>
        <translation>按 {decimals} 位小数取整后图形消失</translation>
    </message>
    <message>
        <source>nothing left on the ground, by the monitored area</source>
        <translation>按监测面积，地面无残留</translation>
    </message>
    <message>
        <source>nothing lies on ground that is in the ledger already</source>
        <translation>与台账内图斑没有重合</translation>
    </message>
    <message>
        <source>nothing seems to be left.</source>
        <translation>没有疑似残留。</translation>
    </message>
    <message>
        <source>nothing: stands beside</source>
        <translation>不替换，并存</translation>
    </message>
    <message>
        <source>noticed on</source>
        <translation>发现日期</translation>
    </message>
    <message>
        <source>notices</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现值</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>number it was split from</source>
        <translation>拆分前图斑编号</translation>
    </message>
    <message>
        <source>numbers of parcels whose line is crossed out or empty</source>
        <translation>划掉或空着的图斑编号</translation>
    </message>
    <message>
        <source>of it cropland, mu</source>
        <translation>其中耕地（亩）</translation>
    </message>
    <message>
        <source>of it permanent farmland, mu</source>
        <translation>其中永久基本农田（亩）</translation>
    </message>
    <message>
        <source>of no parcel</source>
        <translation>未对应图斑</translation>
    </message>
    <message>
        <source>of them changed at the office</source>
        <translation>其中内业已修改</translation>
    </message>
    <message>
        <source>of these clues (points)</source>
        <translation>其中线索点</translation>
    </message>
    <message>
        <source>on permanent farmland</source>
        <translation>占永久基本农田</translation>
    </message>
    <message>
        <source>on the ecological red line</source>
        <translation>占生态保护红线</translation>
    </message>
    <message>
        <source>on the list for forced demolition since {day}</source>
        <translation>{day} 列入强制拆除清单</translation>
    </message>
    <message>
        <source>one file for all</source>
        <translation>全部写入一个文件</translation>
    </message>
    <message>
        <source>one file per parcel</source>
        <translation>每个图斑一个文件</translation>
    </message>
    <message>
        <source>one of: {what}</source>
        <translation>以下之一：{what}</translation>
    </message>
    <message>
        <source>one parcel</source>
        <translation>同一图斑</translation>
    </message>
    <message>
        <source>only {count} different points: an outline needs three</source>
        <translation>只有 {count} 个不同的点：轮廓至少要三个</translation>
    </message>
    <message>
        <source>only {inside} of {total} sampled parcels lie in the county&apos;s outline with {crs}: check the CRS and the choice of file</source>
        <translation>按 {crs}，抽查的 {total} 个图斑仅有 {inside} 个落在本县范围内，请核对坐标系和所选文件</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待说明</translation>
    </message>
    <message>
        <source>open ring closed</source>
        <translation>闭合了未闭合的环</translation>
    </message>
    <message>
        <source>opened again: {reason}</source>
        <translation>已重新打开：{reason}</translation>
    </message>
    <message>
        <source>or a PROJ pipeline</source>
        <translation>或 PROJ 转换串</translation>
    </message>
    <message>
        <source>or drop them here</source>
        <translation>或拖放到此处</translation>
    </message>
    <message>
        <source>orange: what comes in</source>
        <translation>橙色：本批图斑</translation>
    </message>
    <message>
        <source>other farmland</source>
        <translation>非耕农用地</translation>
    </message>
    <message>
        <source>other number</source>
        <translation>对方编号</translation>
    </message>
    <message>
        <source>other slivers were dropped than today</source>
        <translation>舍去碎片的限值与现在不同</translation>
    </message>
    <message>
        <source>other than issued</source>
        <translation>与下发不一致</translation>
    </message>
    <message>
        <source>other&apos;s batch</source>
        <translation>对方批次</translation>
    </message>
    <message>
        <source>ours kept</source>
        <translation>保留本台账的</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>outlines do not come home: redraw it in the program if it is wrong</source>
        <translation>界线改动不入库：如界线确有错误，请在程序中重新绘制</translation>
    </message>
    <message>
        <source>outside the county</source>
        <translation>县界外</translation>
    </message>
    <message>
        <source>overlapping</source>
        <translation>重合</translation>
    </message>
    <message>
        <source>overlapping mu</source>
        <translation>重合面积（亩）</translation>
    </message>
    <message>
        <source>overlapping parts joined</source>
        <translation>合并了重叠的部分</translation>
    </message>
    <message>
        <source>overlapping with the ledger</source>
        <translation>与台账重合</translation>
    </message>
    <message>
        <source>package.json and the folder disagree whether it belongs here</source>
        <translation>package.json 与文件夹内容不一致</translation>
    </message>
    <message>
        <source>packages</source>
        <translation>成果包</translation>
    </message>
    <message>
        <source>page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>parcel {number}, event {seq}: it names another event of the case as the one before it</source>
        <translation>图斑 {number}，日志第 {seq} 条：所记的上一条与该案件的上一条不符</translation>
    </message>
    <message>
        <source>parcel {number}, event {seq}: {fault}</source>
        <translation>图斑 {number}，第 {seq} 条记录：{fault}</translation>
    </message>
    <message>
        <source>parcel {number}, event {seq}: {field} is {found} after it by its own account, it leads to {told}</source>
        <translation>图斑 {number}，日志第 {seq} 条：{field}在此之后按该条所记为 {found}，按日志推算应为 {told}</translation>
    </message>
    <message>
        <source>parcel {number}, event {seq}: {field} was {found} before it by its own account, the events before lead to {told}</source>
        <translation>图斑 {number}，日志第 {seq} 条：{field}在此之前按该条所记为 {found}，按前面的日志应为 {told}</translation>
    </message>
    <message>
        <source>parcel {number}: its case is gone</source>
        <translation>图斑 {number}：其案件记录已不存在</translation>
    </message>
    <message>
        <source>parcel {number}: its polygon cannot be read</source>
        <translation>图斑 {number}：图形无法读取</translation>
    </message>
    <message>
        <source>parcel {number}: its polygon has {area} m², {stored} m² are recorded</source>
        <translation>图斑 {number}：图形面积为 {area} m²，记录为 {stored} m²</translation>
    </message>
    <message>
        <source>parcel {number}: its polygon is not the one issued</source>
        <translation>图斑 {number}：图形不是下发的图形</translation>
    </message>
    <message>
        <source>parcel {number}: no import brought it in</source>
        <translation>图斑 {number}：没有导入记录</translation>
    </message>
    <message>
        <source>parcel {number}: {field} stands at {found}, the journal leads to {told}</source>
        <translation>图斑 {number}：{field}现为 {found}，按日志应为 {told}</translation>
    </message>
    <message>
        <source>parcel {parcel} is closed, but {lack}</source>
        <translation>图斑 {parcel} 已办结，但 {lack}</translation>
    </message>
    <message>
        <source>parcel {uid}: where it lies by event {seq} is gone</source>
        <translation>图斑 {uid}：事件 {seq} 写入的坐落已不存在</translation>
    </message>
    <message>
        <source>parcel {uid}: where it lies is not what event {seq} says</source>
        <translation>图斑 {uid}：坐落与事件 {seq} 所述不一致</translation>
    </message>
    <message>
        <source>parcel, mu</source>
        <translation>图斑面积（亩）</translation>
    </message>
    <message>
        <source>parcel_uid names the parcel {other}, the number says {number}</source>
        <translation>parcel_uid 指图斑 {other}，编号却是 {number}</translation>
    </message>
    <message>
        <source>parcels</source>
        <translation>图斑数</translation>
    </message>
    <message>
        <source>parcels as issued</source>
        <translation>下发图斑数</translation>
    </message>
    <message>
        <source>parcels of the ledger</source>
        <translation>台账图斑</translation>
    </message>
    <message>
        <source>parcels screened</source>
        <translation>已套合图斑</translation>
    </message>
    <message>
        <source>parcels signed</source>
        <translation>已签字图斑</translation>
    </message>
    <message>
        <source>parcels taken over</source>
        <translation>并入图斑</translation>
    </message>
    <message>
        <source>parcels with remarks</source>
        <translation>有提示的图斑</translation>
    </message>
    <message>
        <source>parcels, mu</source>
        <translation>图斑面积（亩）</translation>
    </message>
    <message>
        <source>partly gone (suggestion)</source>
        <translation>疑似部分拆除</translation>
    </message>
    <message>
        <source>partly overlapping</source>
        <translation>部分重合</translation>
    </message>
    <message>
        <source>parts that touch along a line joined</source>
        <translation>合并共边的部分</translation>
    </message>
    <message>
        <source>person in charge</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>person {person}: name, number or telephone were changed without an event</source>
        <translation>人员 {person}：姓名、证件号或电话被改动而日志没有记录</translation>
    </message>
    <message>
        <source>photo {day}</source>
        <translation>照片 {day}</translation>
    </message>
    <message>
        <source>photos and documents</source>
        <translation>照片和材料</translation>
    </message>
    <message>
        <source>photos and images taken since the demolition</source>
        <translation>拆除之后拍摄的照片、影像</translation>
    </message>
    <message>
        <source>photos attached</source>
        <translation>已挂接照片</translation>
    </message>
    <message>
        <source>photos checked</source>
        <translation>核对的照片</translation>
    </message>
    <message>
        <source>photos missing</source>
        <translation>照片缺失</translation>
    </message>
    <message>
        <source>photos refused</source>
        <translation>照片未接收</translation>
    </message>
    <message>
        <source>photos to look at</source>
        <translation>存疑照片</translation>
    </message>
    <message>
        <source>photos would be attached</source>
        <translation>将挂接照片</translation>
    </message>
    <message>
        <source>place</source>
        <translation>坐落</translation>
    </message>
    <message>
        <source>place differs</source>
        <translation>属地不符</translation>
    </message>
    <message>
        <source>placed</source>
        <translation>已定位</translation>
    </message>
    <message>
        <source>point {number} is not a pair of numbers ({text})</source>
        <translation>第 {number} 个点不是一对数字（{text}）</translation>
    </message>
    <message>
        <source>points and lines left out</source>
        <translation>去除了其中的点和线</translation>
    </message>
    <message>
        <source>polygons</source>
        <translation>图形数</translation>
    </message>
    <message>
        <source>position</source>
        <translation>拍摄位置</translation>
    </message>
    <message>
        <source>position only</source>
        <translation>仅按拍摄位置</translation>
    </message>
    <message>
        <source>profile {version} ({sha})</source>
        <translation>口径 {version}（{sha}）</translation>
    </message>
    <message>
        <source>project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>proposed: {decision}</source>
        <translation>建议：{decision}</translation>
    </message>
    <message>
        <source>proxy {name}</source>
        <translation>代签人{name}</translation>
    </message>
    <message>
        <source>put in force again by key</source>
        <translation>用快捷键恢复</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>read and write</source>
        <translation>读写</translation>
    </message>
    <message>
        <source>readily recoverable</source>
        <translation>即可恢复</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>reason and what to do</source>
        <translation>原因及处理办法</translation>
    </message>
    <message>
        <source>record the finding in the bench or with Record findings</source>
        <translation>在核查面板或用“录入认定意见”录入认定意见</translation>
    </message>
    <message>
        <source>record the measure in the bench or with Record findings</source>
        <translation>在核查面板或用“录入认定意见”录入处置方式</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>已录入</translation>
    </message>
    <message>
        <source>recorded as gone: {reason}</source>
        <translation>已登记清除：{reason}</translation>
    </message>
    <message>
        <source>recorded by {actor}</source>
        <translation>{actor} 登记</translation>
    </message>
    <message>
        <source>recoverable by works</source>
        <translation>工程恢复</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>register an after image that covers the parcel</source>
        <translation>登记覆盖该图斑的后时相影像</translation>
    </message>
    <message>
        <source>register and screen a layer: {role}</source>
        <translation>登记并套合图层“{role}”</translation>
    </message>
    <message>
        <source>register the red line whose file changed again, in its place</source>
        <translation>把文件已变的红线原位重新登记</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>登记日期</translation>
    </message>
    <message>
        <source>relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>remark</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>remediate by {date}</source>
        <translation>整改期限 {date}</translation>
    </message>
    <message>
        <source>repair</source>
        <translation>修复内容</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>repeated vertices removed</source>
        <translation>删除了重复顶点</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>已替代</translation>
    </message>
    <message>
        <source>replaced by {name}</source>
        <translation>被“{name}”替换</translation>
    </message>
    <message>
        <source>responsibilities of the earlier case were lost</source>
        <translation>上次案件的责任人有丢失</translation>
    </message>
    <message>
        <source>responsible as</source>
        <translation>责任岗位</translation>
    </message>
    <message>
        <source>results no longer hold</source>
        <translation>结果已失效</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>ridges</source>
        <translation>田坎</translation>
    </message>
    <message>
        <source>ridges included</source>
        <translation>含田坎</translation>
    </message>
    <message>
        <source>role</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>round {round} begins</source>
        <translation>进入第 {round} 轮</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>row {row} is about the same parcel: keep one of the two</source>
        <translation>第 {row} 行是同一图斑：两行只留一行</translation>
    </message>
    <message>
        <source>row {row}: {reason}</source>
        <translation>第 {row} 行：{reason}</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>rows changed</source>
        <translation>其他变更</translation>
    </message>
    <message>
        <source>run Screen parcels</source>
        <translation>运行“套合图斑”</translation>
    </message>
    <message>
        <source>run out, to be put on the list</source>
        <translation>已逾期，待列入</translation>
    </message>
    <message>
        <source>same ground, count once</source>
        <translation>同一地块，只算一次</translation>
    </message>
    <message>
        <source>saved mapping</source>
        <translation>映射方案</translation>
    </message>
    <message>
        <source>say why it is returned</source>
        <translation>请写明退回原因</translation>
    </message>
    <message>
        <source>scans not matched</source>
        <translation>未识别扫描件</translation>
    </message>
    <message>
        <source>screen again</source>
        <translation>重新套合</translation>
    </message>
    <message>
        <source>screen again, for the width of what is left: {role}</source>
        <translation>重新套合以量取“{role}”以外部分的宽度</translation>
    </message>
    <message>
        <source>screening</source>
        <translation>套合</translation>
    </message>
    <message>
        <source>see the log panel</source>
        <translation>见日志面板</translation>
    </message>
    <message>
        <source>self-intersection resolved</source>
        <translation>消除了自相交</translation>
    </message>
    <message>
        <source>set to {day}; the clock stood still for {days} days</source>
        <translation>原定 {day}，已扣除暂停的 {days} 天</translation>
    </message>
    <message>
        <source>settled since</source>
        <translation>后续已消除</translation>
    </message>
    <message>
        <source>several parcels bear the number in its name</source>
        <translation>文件名里的编号对应多个图斑</translation>
    </message>
    <message>
        <source>share</source>
        <translation>占本图斑</translation>
    </message>
    <message>
        <source>share %</source>
        <translation>占比 %</translation>
    </message>
    <message>
        <source>share of the other</source>
        <translation>占对方图斑</translation>
    </message>
    <message>
        <source>share, %</source>
        <translation>占比（%）</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>sign here</source>
        <translation>请在此处签名</translation>
    </message>
    <message>
        <source>sign in the box</source>
        <translation>请在框内签名</translation>
    </message>
    <message>
        <source>sign-off forms</source>
        <translation>签字表</translation>
    </message>
    <message>
        <source>signatures</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>signed by every level</source>
        <translation>已逐级签完</translation>
    </message>
    <message>
        <source>signed there, not carried over: {people}</source>
        <translation>原签字人（签字不承接）：{people}</translation>
    </message>
    <message>
        <source>sites</source>
        <translation>地块</translation>
    </message>
    <message>
        <source>six digits, such as 130423</source>
        <translation>六位数字，如 130423</translation>
    </message>
    <message>
        <source>sliver</source>
        <translation>细缝</translation>
    </message>
    <message>
        <source>smooth curve</source>
        <translation>光滑曲线</translation>
    </message>
    <message>
        <source>source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>source and date</source>
        <translation>来源和日期</translation>
    </message>
    <message>
        <source>source changed</source>
        <translation>源数据已变</translation>
    </message>
    <message>
        <source>source not reached</source>
        <translation>源数据读不到</translation>
    </message>
    <message>
        <source>south</source>
        <translation>南</translation>
    </message>
    <message>
        <source>southeast</source>
        <translation>东南</translation>
    </message>
    <message>
        <source>southwest</source>
        <translation>西南</translation>
    </message>
    <message>
        <source>spline</source>
        <translation>样条曲线</translation>
    </message>
    <message>
        <source>split</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>split here</source>
        <translation>本地拆分</translation>
    </message>
    <message>
        <source>square metres</source>
        <translation>平方米</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>到位登记</translation>
    </message>
    <message>
        <source>stages in place</source>
        <translation>到位登记</translation>
    </message>
    <message>
        <source>state</source>
        <translation>处理情况</translation>
    </message>
    <message>
        <source>stated by the drawing&apos;s header</source>
        <translation>由图形文件头说明</translation>
    </message>
    <message>
        <source>stated by the file (.cpg)</source>
        <translation>由文件注明（.cpg）</translation>
    </message>
    <message>
        <source>stated by the mark at the beginning of the file</source>
        <translation>由文件开头的标记说明</translation>
    </message>
    <message>
        <source>states another number of files or bytes than are here</source>
        <translation>所述文件数或字节数与实际不符</translation>
    </message>
    <message>
        <source>states other areas than package.json</source>
        <translation>所述面积与 package.json 不同</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>still missing: {what}</source>
        <translation>还缺：{what}</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>条待说明</translation>
    </message>
    <message>
        <source>still standing (suggestion)</source>
        <translation>疑似未拆</translation>
    </message>
    <message>
        <source>structures gone (suggestion)</source>
        <translation>疑似已拆净结构</translation>
    </message>
    <message>
        <source>such as the county and the year</source>
        <translation>如县名加年度</translation>
    </message>
    <message>
        <source>such as where it was taken from</source>
        <translation>例如拍摄位置、方向</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>suggestion {rule} adopted ({rules})</source>
        <translation>采纳建议 {rule}（{rules}）</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>survey form complete</source>
        <translation>摸排表填写完整</translation>
    </message>
    <message>
        <source>suspicions</source>
        <translation>条疑点</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>table {table}, row {key}: {column} is {found}, the journal says {told}</source>
        <translation>表 {table} 行 {key}：{column} 为 {found}，日志为 {told}</translation>
    </message>
    <message>
        <source>table {table}: no event tells of the row {key}</source>
        <translation>表 {table}：行 {key} 没有日志记载</translation>
    </message>
    <message>
        <source>table {table}: the row {key} that the journal tells of is gone</source>
        <translation>表 {table}：日志记载的行 {key} 已不存在</translation>
    </message>
    <message>
        <source>table {table}: the {count} rows of event {seq} are not those it wrote ({told})</source>
        <translation>表 {table}：事件 {seq} 的 {count} 行不是其写入的内容（应为 {told} 行）</translation>
    </message>
    <message>
        <source>table {table}: {count} rows belong to no event ({key})</source>
        <translation>表 {table}：{count} 行没有对应的事件（{key}）</translation>
    </message>
    <message>
        <source>take theirs</source>
        <translation>一律采用副本</translation>
    </message>
    <message>
        <source>taken from theirs</source>
        <translation>取自副本</translation>
    </message>
    <message>
        <source>taken inside the parcel</source>
        <translation>在图斑内拍摄</translation>
    </message>
    <message>
        <source>taken on {day}</source>
        <translation>拍摄于 {day}</translation>
    </message>
    <message>
        <source>temporary: gone when QGIS closes</source>
        <translation>临时图层：关闭 QGIS 后不保留</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>the TRANSFORMATION given cannot move it to CGCS2000</source>
        <translation>用所给转换参数无法将其转换到 CGCS2000</translation>
    </message>
    <message>
        <source>the WKT is damaged or cut off (it begins {start})</source>
        <translation>WKT 损坏或被截断（开头为 {start}）</translation>
    </message>
    <message>
        <source>the anchor given</source>
        <translation>所给凭证</translation>
    </message>
    <message>
        <source>the anchor of event {seq} ({source}) belongs to what was given up when the ledger was restored on {when}</source>
        <translation>日志第 {seq} 条的凭证（{source}）属于 {when} 恢复备份时放弃的部分</translation>
    </message>
    <message>
        <source>the anchors lie beside the ledger, where whoever rewrites the one can rewrite the other: keep a copy of them on another disk and give that</source>
        <translation>所用凭证与台账放在一起，改写台账的人也能改写凭证：请在另一磁盘留存一份并用那一份核对</translation>
    </message>
    <message>
        <source>the batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>the case</source>
        <translation>本图斑</translation>
    </message>
    <message>
        <source>the case was reopened meanwhile (round {now}, the project is of round {before}): survey it again</source>
        <translation>该图斑已重新启动（现为第 {now} 轮，外业工程为第 {before} 轮）：请重新核查</translation>
    </message>
    <message>
        <source>the chain breaks at entry {seq}</source>
        <translation>日志链在第 {seq} 条断开</translation>
    </message>
    <message>
        <source>the closing point {point} (line {line}) is not the first point of its ring (line {first}): they lie {distance} apart, correct the one that is wrong</source>
        <translation>闭合点 {point}（第 {line} 行）与该圈首点（第 {first} 行）不重合，相距 {distance}：请改正写错的一处</translation>
    </message>
    <message>
        <source>the column {column} holds no coordinates, it says “{text}”: have them filled in</source>
        <translation>“{column}”一列没有坐标，内容为“{text}”：请补充坐标</translation>
    </message>
    <message>
        <source>the coordinates are longer than any parcel&apos;s ({count} characters)</source>
        <translation>坐标比任何图斑都长（{count} 个字符）</translation>
    </message>
    <message>
        <source>the coordinates in column {column} cannot be read: {reason}</source>
        <translation>“{column}”列的坐标无法读取：{reason}</translation>
    </message>
    <message>
        <source>the copy</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>the copy of the red line {name} ({path}) is damaged or was altered: it is made again from its source before it is read</source>
        <translation>红线 {name} 的副本（{path}）已损坏或被改动：读取前将由源数据重新生成</translation>
    </message>
    <message>
        <source>the day it was found is missing, or still to come</source>
        <translation>未填发现日期，或日期在今天之后</translation>
    </message>
    <message>
        <source>the drawing belongs to no parcel of this field project: choose its parcel</source>
        <translation>勾绘不属于本外业工程的任何图斑：请选择所属图斑</translation>
    </message>
    <message>
        <source>the events {first} to {last} are missing</source>
        <translation>缺少日志第 {first} 至 {last} 条</translation>
    </message>
    <message>
        <source>the evidence this outcome demands</source>
        <translation>该认定结果须有的举证材料</translation>
    </message>
    <message>
        <source>the facts have changed: no longer counts</source>
        <translation>事实已变更，签字失效</translation>
    </message>
    <message>
        <source>the field {field} holds no areas</source>
        <translation>字段 {field} 中没有面积</translation>
    </message>
    <message>
        <source>the file calls it {shape}, not a polygon (面)</source>
        <translation>文件中标为 {shape}，不是面</translation>
    </message>
    <message>
        <source>the file on disk is no longer the one registered</source>
        <translation>磁盘上的文件已不是登记时的文件</translation>
    </message>
    <message>
        <source>the file {name} ({path}) is not in the media folder</source>
        <translation>文件 {name}（{path}）不在媒体文件夹中</translation>
    </message>
    <message>
        <source>the file {name} ({path}) was changed after it was attached</source>
        <translation>文件 {name}（{path}）附上之后被改动</translation>
    </message>
    <message>
        <source>the four in place and nothing left, by the monitored area</source>
        <translation>四个到位且监测面积内无残留</translation>
    </message>
    <message>
        <source>the geometry cannot be read, so it cannot be moved to CGCS2000</source>
        <translation>图形无法读取，因而无法转换到 CGCS2000</translation>
    </message>
    <message>
        <source>the header names the system {system}</source>
        <translation>文件头注明的坐标系为 {system}</translation>
    </message>
    <message>
        <source>the issued area is {issued} m², the measured one {measured} m²</source>
        <translation>下发面积{issued} m²，量算面积{measured} m²</translation>
    </message>
    <message>
        <source>the journal ends at event {last}, but {source} has an anchor of event {seq}: its end was cut off, or this is an older copy</source>
        <translation>日志止于第 {last} 条，而 {source} 有第 {seq} 条的凭证：日志末尾被截去，或者这是较早的副本</translation>
    </message>
    <message>
        <source>the journal is empty</source>
        <translation>日志为空</translation>
    </message>
    <message>
        <source>the later image lies {x} m east and {y} m north</source>
        <translation>后时相东偏 {x} 米、北偏 {y} 米</translation>
    </message>
    <message>
        <source>the ledger has no parcel with parcel_uid {uid}</source>
        <translation>台账中没有 parcel_uid 为 {uid} 的图斑</translation>
    </message>
    <message>
        <source>the ledger has no parcel with the number {number}</source>
        <translation>台账中没有编号为 {number} 的图斑</translation>
    </message>
    <message>
        <source>the ledger has no record of this package</source>
        <translation>台账中没有此成果包的记录</translation>
    </message>
    <message>
        <source>the ledger is of version {version} and was read in a copy brought up to this program&apos;s: its rules were not compared</source>
        <translation>台账为版本 {version}，以升级后的内存副本读取：未核对其规则</translation>
    </message>
    <message>
        <source>the ledger recorded the code {recorded}, this is {code}</source>
        <translation>台账记录的验证码是 {recorded}，此包为 {code}</translation>
    </message>
    <message>
        <source>the ledger recorded the same code</source>
        <translation>台账记录的验证码相同</translation>
    </message>
    <message>
        <source>the ledger&apos;s own anchor of event {seq} ({kind}, {when}) does not fit its journal</source>
        <translation>台账自存的第 {seq} 条凭证（{kind}，{when}）与日志不符</translation>
    </message>
    <message>
        <source>the ledger&apos;s version is {found}, the journal leads to {told}</source>
        <translation>台账版本为 {found}，按日志应为 {told}</translation>
    </message>
    <message>
        <source>the link of {one} and {other}: what was decided of it is not what the journal tells</source>
        <translation>{one} 与 {other} 的重合关系：认定结果与日志记载不一致</translation>
    </message>
    <message>
        <source>the main building is kept (sheds gone, main stays): {missing} m² of the {monitored} m² monitored are missing ({kinds}), nothing of it counts;</source>
        <translation>拆次留主：监测面积 {monitored} 平方米中还差 {missing} 平方米未整改到位（{kinds}），整块不计入完成；</translation>
    </message>
    <message>
        <source>the method {method} needs {what};</source>
        <translation>“{method}”方式须有{what}；</translation>
    </message>
    <message>
        <source>the newest image over the parcel is of {taken}, older than the demolition of {day}: register a newer one, or attach a photo that carries its day;</source>
        <translation>图斑上最新的后时相影像为 {taken}，早于申报的拆除日期 {day}：请登记更新的影像，或补充带拍摄日期的照片；</translation>
    </message>
    <message>
        <source>the number is not in the batch the row names ({batch})</source>
        <translation>该编号不在本行所写的批次中（{batch}）</translation>
    </message>
    <message>
        <source>the number is not in the file the row names ({file})</source>
        <translation>该编号不在本行所写的文件中（{file}）</translation>
    </message>
    <message>
        <source>the number {number} occurs {count} times</source>
        <translation>编号 {number} 出现 {count} 次</translation>
    </message>
    <message>
        <source>the numbers are those of batch {batch}: if it is issued again, say so on the first page</source>
        <translation>编号与批次 {batch} 相同：如为重新下发，请返回第一页选定</translation>
    </message>
    <message>
        <source>the only one that all of the text fits, tried UTF-8, then GB18030</source>
        <translation>依次尝试 UTF-8、GB18030，唯一与全部文字相符的编码</translation>
    </message>
    <message>
        <source>the order of the coordinates changes within the plot (line {first} has the easting first, line {second} the northing): write them alike</source>
        <translation>同一地块内坐标先后顺序不一致（第 {first} 行横坐标在前，第 {second} 行纵坐标在前）：请统一</translation>
    </message>
    <message>
        <source>the overlap facts are not those of the newest screening</source>
        <translation>套合结果与最近一次套合的记录不符</translation>
    </message>
    <message>
        <source>the overlap facts come from several screenings of release 0.1.0, whose digests cannot be held against the whole: screen all parcels once more</source>
        <translation>套合结果来自 0.1.0 版的多次套合，其校验值无法与整体核对：请对全部图斑重新套合一次</translation>
    </message>
    <message>
        <source>the parcel whose case it took over is not an earlier issue of it</source>
        <translation>所承接案件的图斑并非本图斑的上次下发图斑</translation>
    </message>
    <message>
        <source>the person acting took part in {what}: somebody else must do this;</source>
        <translation>办理人参与过“{what}”，须由其他人办理；</translation>
    </message>
    <message>
        <source>the photo is not in the folder: copy it from the device</source>
        <translation>照片不在文件夹中：请从设备中拷回</translation>
    </message>
    <message>
        <source>the polygon differs from the ledger&apos;s</source>
        <translation>图形与台账不同</translation>
    </message>
    <message>
        <source>the polygon in line {line} has no attribute row of its number {ident}</source>
        <translation>第 {line} 行的面没有标识码 {ident} 的属性记录</translation>
    </message>
    <message>
        <source>the polygon of {number} is not the one issued</source>
        <translation>{number} 的图形不是下发的图形</translation>
    </message>
    <message>
        <source>the polyline {handle} of layer {layer} is open by {gap} m: close it in the drawing</source>
        <translation>图层 {layer} 的多段线 {handle} 未闭合，缺口 {gap} 米：请在图上闭合</translation>
    </message>
    <message>
        <source>the proxy</source>
        <translation>代签人</translation>
    </message>
    <message>
        <source>the reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>the record in line {line} cannot be read ({reason}, near line {near})</source>
        <translation>第 {line} 行的记录无法读取（{reason}，第 {near} 行附近）</translation>
    </message>
    <message>
        <source>the record in line {line} does not end where it should: line {near} was not understood</source>
        <translation>第 {line} 行的记录未在应结束处结束：第 {near} 行无法识别</translation>
    </message>
    <message>
        <source>the record is cut off</source>
        <translation>记录不完整</translation>
    </message>
    <message>
        <source>the ring that begins in line {line} has fewer than three different points</source>
        <translation>第 {line} 行开始的圈不足三个不同的点</translation>
    </message>
    <message>
        <source>the row belongs to no parcel of this field project</source>
        <translation>该记录不属于本外业工程中的任何图斑</translation>
    </message>
    <message>
        <source>the row does not say what is left: choose it in the column {column}</source>
        <translation>未说明残留的是什么：请在“{column}”一栏选择</translation>
    </message>
    <message>
        <source>the row does not say what the photo shows: choose it in the column {column}</source>
        <translation>未填写照片类型：请在 {column} 列中选择</translation>
    </message>
    <message>
        <source>the row has no parcel number</source>
        <translation>该行没有图斑编号</translation>
    </message>
    <message>
        <source>the row records nothing: finding, disposition, category and note are empty</source>
        <translation>该行没有内容：认定意见、处置方式、问题类别、核查说明均为空</translation>
    </message>
    <message>
        <source>the row was added in the field: draw such a parcel in the program</source>
        <translation>该行系外业新增：新图斑请在程序中绘制</translation>
    </message>
    <message>
        <source>the same ground, under several numbers</source>
        <translation>其中：多个文号重叠的面积</translation>
    </message>
    <message>
        <source>the same on both sides</source>
        <translation>两边相同</translation>
    </message>
    <message>
        <source>the same photo stands for the parcel {number} too</source>
        <translation>同一张照片也用于图斑 {number}</translation>
    </message>
    <message>
        <source>the same place</source>
        <translation>同一地点</translation>
    </message>
    <message>
        <source>the site</source>
        <translation>选址范围</translation>
    </message>
    <message>
        <source>the site shows no special circumstance</source>
        <translation>现场无其他情形（未核查）</translation>
    </message>
    <message>
        <source>the site shows non-farm use</source>
        <translation>现场为非农建设（未核查）</translation>
    </message>
    <message>
        <source>the spreadsheet turned the number into {number}: format the column as text and enter the number again</source>
        <translation>电子表格把编号变成了 {number}：请将该列设为文本后重新填写</translation>
    </message>
    <message>
        <source>the survey form lacks {fields};</source>
        <translation>摸排表（未填或有误）：{fields}；</translation>
    </message>
    <message>
        <source>the survey form of this campaign does not ask for {field} (column {column})</source>
        <translation>此专项行动的摸排表没有 {field}（列“{column}”）</translation>
    </message>
    <message>
        <source>the text is plain ASCII</source>
        <translation>文字均为 ASCII</translation>
    </message>
    <message>
        <source>the text of line {line} is damaged: it is neither UTF-8 nor GBK</source>
        <translation>第 {line} 行文字损坏：既非 UTF-8 也非 GBK</translation>
    </message>
    <message>
        <source>the typed code matches</source>
        <translation>输入的验证码相符</translation>
    </message>
    <message>
        <source>the typed code {typed} is not this package&apos;s {code}</source>
        <translation>输入的验证码 {typed} 与此包的 {code} 不符</translation>
    </message>
    <message>
        <source>the whole county</source>
        <translation>全县</translation>
    </message>
    <message>
        <source>the words of the format stand in it so</source>
        <translation>按此编码能读出该格式的固定用语</translation>
    </message>
    <message>
        <source>the {type} {name} is missing</source>
        <translation>缺少{type} {name}</translation>
    </message>
    <message>
        <source>the {type} {name} was changed</source>
        <translation>{type} {name} 被改动</translation>
    </message>
    <message>
        <source>the {type} {name} was put in by another program</source>
        <translation>{type} {name} 是其他程序加入的</translation>
    </message>
    <message>
        <source>theirs taken</source>
        <translation>采用副本的</translation>
    </message>
    <message>
        <source>then at {status}</source>
        <translation>当时状态：{status}</translation>
    </message>
    <message>
        <source>there already</source>
        <translation>原已挂接</translation>
    </message>
    <message>
        <source>there are overlap facts, but no screening in the journal</source>
        <translation>有套合结果，但日志中没有套合记录</translation>
    </message>
    <message>
        <source>things left on the ground</source>
        <translation>现场残留</translation>
    </message>
    <message>
        <source>this batch</source>
        <translation>本批次</translation>
    </message>
    <message>
        <source>this ledger</source>
        <translation>本台账</translation>
    </message>
    <message>
        <source>this parcel</source>
        <translation>本图斑</translation>
    </message>
    <message>
        <source>this person has none of the roles asked for</source>
        <translation>此人没有所要求的身份</translation>
    </message>
    <message>
        <source>this store does not tell of its guards: they were not checked</source>
        <translation>该存储方式无法列出防改触发器：未检查</translation>
    </message>
    <message>
        <source>to be complied with by {day}</source>
        <translation>期限 {day}</translation>
    </message>
    <message>
        <source>to be given: {what}</source>
        <translation>办理时提供：{what}</translation>
    </message>
    <message>
        <source>to be signed now</source>
        <translation>待签</translation>
    </message>
    <message>
        <source>to decide</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>touch permanent farmland or a red line</source>
        <translation>占用永久基本农田或生态红线</translation>
    </message>
    <message>
        <source>touching</source>
        <translation>相邻</translation>
    </message>
    <message>
        <source>township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>township as issued</source>
        <translation>下发乡镇</translation>
    </message>
    <message>
        <source>township code</source>
        <translation>乡镇代码</translation>
    </message>
    <message>
        <source>two columns say something else about {field}: keep one of them</source>
        <translation>两列对“{field}”的填写不一致，请保留一列</translation>
    </message>
    <message>
        <source>two parcels</source>
        <translation>分别计算</translation>
    </message>
    <message>
        <source>type of feature</source>
        <translation>图斑类型</translation>
    </message>
    <message>
        <source>type part of a name</source>
        <translation>输入姓名查找</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>unchanged and changed</source>
        <translation>未变和有变化</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>undeclared</source>
        <translation>未声明</translation>
    </message>
    <message>
        <source>undone by key</source>
        <translation>用快捷键撤销</translation>
    </message>
    <message>
        <source>undone right after it was done</source>
        <translation>办理后立即撤销</translation>
    </message>
    <message>
        <source>unit of the area</source>
        <translation>面积单位</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>unknown class</source>
        <translation>未知地类</translation>
    </message>
    <message>
        <source>unsure: look yourself</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>{date} 到期</translation>
    </message>
    <message>
        <source>unused land</source>
        <translation>未利用地</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>verified {what}</source>
        <translation>校验通过的{what}</translation>
    </message>
    <message>
        <source>view</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>village</source>
        <translation>村</translation>
    </message>
    <message>
        <source>village as issued</source>
        <translation>下发村</translation>
    </message>
    <message>
        <source>village code</source>
        <translation>村代码</translation>
    </message>
    <message>
        <source>vintage</source>
        <translation>数据时点</translation>
    </message>
    <message>
        <source>void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>void: {why}</source>
        <translation>已作废：{why}</translation>
    </message>
    <message>
        <source>waiting for the levels before</source>
        <translation>待上一级签字</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>未轮到</translation>
    </message>
    <message>
        <source>waits for the first look</source>
        <translation>待人工首次查看</translation>
    </message>
    <message>
        <source>waits for your first look</source>
        <translation>待您先看</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>轻重</translation>
    </message>
    <message>
        <source>went out as</source>
        <translation>下发时</translation>
    </message>
    <message>
        <source>west</source>
        <translation>西</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>what became of it</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>what changed</source>
        <translation>变更内容</translation>
    </message>
    <message>
        <source>what is approved was approved before construction began</source>
        <translation>批准早于动工（动工时间未知）</translation>
    </message>
    <message>
        <source>what several layers of one role cover together is not measured</source>
        <translation>同一类型的多个图层尚未合并套合</translation>
    </message>
    <message>
        <source>what was noticed</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>who is responsible</source>
        <translation>处置责任主体</translation>
    </message>
    <message>
        <source>who, when</source>
        <translation>何人何时</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>why, and what shows it</source>
        <translation>写明理由和依据</translation>
    </message>
    <message>
        <source>with a building drawn as left</source>
        <translation>勾绘有建筑残留</translation>
    </message>
    <message>
        <source>with photos and scans</source>
        <translation>含照片和扫描件</translation>
    </message>
    <message>
        <source>with something noticed</source>
        <translation>个有疑点</translation>
    </message>
    <message>
        <source>with the chosen {crs} {inside} of {total} sampled parcels lie in the county, with {system} {better}: check the CRS</source>
        <translation>按所选 {crs}，抽查的 {total} 个图斑有 {inside} 个落在本县，按 {system} 则有 {better} 个，请核对坐标系</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>without shape</source>
        <translation>无图形</translation>
    </message>
    <message>
        <source>witness {name}</source>
        <translation>见证人{name}</translation>
    </message>
    <message>
        <source>witnesses and proxy must be different people from the signer and from one another;</source>
        <translation>见证人、代签人须与签字人不同，且互不相同；</translation>
    </message>
    <message>
        <source>worked on by both sides</source>
        <translation>两边都有工作</translation>
    </message>
    <message>
        <source>working days</source>
        <translation>个工作日</translation>
    </message>
    <message>
        <source>would be applied</source>
        <translation>将会录入</translation>
    </message>
    <message>
        <source>would be recorded</source>
        <translation>将录入</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>yyyy-mm-dd</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>yyyy[-mm[-dd]]</source>
        <translation>年[-月[-日]]</translation>
    </message>
    <message>
        <source>{about} (also {keys})</source>
        <translation>{about}（也可用 {keys}）</translation>
    </message>
    <message>
        <source>{action} is not allowed while the case is {status}.</source>
        <translation>状态为 {status} 时不能执行 {action}。</translation>
    </message>
    <message>
        <source>{action} is not something that can be done to a case.</source>
        <translation>案件没有“{action}”这种操作。</translation>
    </message>
    <message>
        <source>{action} may be done by {roles} only; the person named has none of these roles.</source>
        <translation>“{action}”只能由{roles}办理；所选人员没有该身份。</translation>
    </message>
    <message>
        <source>{action} needs a person who acts: choose who is responsible (roles: {roles}).</source>
        <translation>“{action}”需要指定办理人（身份：{roles}）。</translation>
    </message>
    <message>
        <source>{address} is not the address of a database: write it as {example}.</source>
        <translation>{address} 不是数据库地址：请写成 {example}。</translation>
    </message>
    <message>
        <source>{all} parcels selected = {counted} counted + {left} not counted ({same} decided to be on the same ground, {again} issued again, {withdrawn} withdrawn, {split} split into parts).</source>
        <translation>选中 {all} 个图斑 = 计入 {counted} 个 + 不计入 {left} 个（已核定为同一地块 {same}，重新下发 {again}，撤回 {withdrawn}，已分割 {split}）。</translation>
    </message>
    <message>
        <source>{answers} answers, {files} files</source>
        <translation>{answers} 项内容，{files} 个附件</translation>
    </message>
    <message>
        <source>{applied} rows and {photos} photos recorded, {refused} rows refused.</source>
        <translation>已录入 {applied} 行、照片 {photos} 张，拒收 {refused} 行。</translation>
    </message>
    <message>
        <source>{applied} rows and {photos} photos would be recorded, {refused} rows refused; nothing was written.</source>
        <translation>将录入 {applied} 行、照片 {photos} 张，拒收 {refused} 行；未写入任何内容。</translation>
    </message>
    <message>
        <source>{applied} rows recorded, {refused} refused.</source>
        <translation>已录入 {applied} 行，拒绝 {refused} 行。</translation>
    </message>
    <message>
        <source>{applied} rows would be recorded, {refused} refused; nothing was written.</source>
        <translation>试运行：可录入 {applied} 行，拒绝 {refused} 行；未写入任何内容。</translation>
    </message>
    <message>
        <source>{area} m²</source>
        <translation>{area} 平方米</translation>
    </message>
    <message>
        <source>{area} m² ({mu} mu) inside the parcel as issued; what lies outside is left out.</source>
        <translation>下发图斑内 {area} 平方米（{mu} 亩）；图斑以外的部分不计。</translation>
    </message>
    <message>
        <source>{area} m² ({share} %) lie in another county ({code}) by {layer} ({vintage}).</source>
        <translation>按 {layer}（{vintage}），有 {area} 平方米（{share} %）位于外县（{code}）。</translation>
    </message>
    <message>
        <source>{area} m² lie in classes of {layers} that are no settlement codes ({codes}): whether they are village (203) is not known, they are not counted.</source>
        <translation>{layers} 中有 {area} 平方米的类别（{codes}）不是城镇村属性码，是否为村庄（203）存疑，未计入。</translation>
    </message>
    <message>
        <source>{area} m² lie in {codes} of {layers}, which is not village (203): they are not counted as village.</source>
        <translation>{layers} 中有 {area} 平方米属于 {codes}，不是村庄（203），未计入203村庄。</translation>
    </message>
    <message>
        <source>{area} m² · {mu} mu</source>
        <translation>{area} m² · {mu} 亩</translation>
    </message>
    <message>
        <source>{azimuth}°, to the {direction}</source>
        <translation>{azimuth}°，朝{direction}</translation>
    </message>
    <message>
        <source>{batches} batches {sum} − overlap {common} = &lt;b&gt;{total}&lt;/b&gt;</source>
        <translation>{batches} 个批次 {sum} － 重合 {common} ＝ &lt;b&gt;{total}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>{batches} − overlapping {overlap} = {total} mu</source>
        <translation>{batches} − 重合 {overlap} = {total} 亩</translation>
    </message>
    <message>
        <source>{batches} − overlapping {overlap} = {total} parcels</source>
        <translation>{batches} − 重合 {overlap} = {total} 个图斑</translation>
    </message>
    <message>
        <source>{batch}, split</source>
        <translation>{batch}·拆分</translation>
    </message>
    <message>
        <source>{bearing} (magnetic)</source>
        <translation>{bearing}（磁方位）</translation>
    </message>
    <message>
        <source>{before} and {after}: no control buildings are marked: &quot;cleared&quot; is not suggested.</source>
        <translation>{before}与{after}：没有标记对照建筑：不建议“已拆除”。</translation>
    </message>
    <message>
        <source>{before} and {after}: only {count} control buildings are marked, {failed} of them were read as gone: &quot;cleared&quot; is not suggested.</source>
        <translation>{before}与{after}：只标记了{count}栋对照建筑，其中{failed}栋被读成已拆：不建议“已拆除”。</translation>
    </message>
    <message>
        <source>{before} and {after}: the later image lies {x} m east and {y} m north ({mad} m scatter over {count} places).</source>
        <translation>{before}与{after}：后时相偏东{x}米、偏北{y}米（{count}处离散{mad}米）。</translation>
    </message>
    <message>
        <source>{before} and {after}: {failed} of {count} control buildings were read as gone although they stand: of these images nothing is suggested.</source>
        <translation>{before}与{after}：{count}栋仍在的对照建筑有{failed}栋被读成已拆：这对影像不给建议。</translation>
    </message>
    <message>
        <source>{captured} · {role}</source>
        <translation>{captured} · {role}</translation>
    </message>
    <message>
        <source>{clues} clues, {places} places and {links} links against the events that wrote them</source>
        <translation>{clues} 个线索点、{places} 条坐落、{links} 条重合关系与写入它们的事件核对</translation>
    </message>
    <message>
        <source>{code} is not a county code: give the 6 digits of the county (for example 130423).</source>
        <translation>{code} 不是县代码：请填写 6 位县代码（如 130423）。</translation>
    </message>
    <message>
        <source>{code} is not a form code: a letter or digit is mistyped; compare it with the one printed under the QR code.</source>
        <translation>“{code}”不是有效的表单编码：有字母或数字输错，请对照二维码下方印的编码核对。</translation>
    </message>
    <message>
        <source>{code} is not in the dictionary {name}: use one of {known}.</source>
        <translation>字典 {name} 中没有 {code}：请使用 {known} 之一。</translation>
    </message>
    <message>
        <source>{code} is not the code of a township: give its 9 digits.</source>
        <translation>{code} 不是乡镇代码：请填 9 位代码。</translation>
    </message>
    <message>
        <source>{column} {count}</source>
        <translation>{column} {count} 个</translation>
    </message>
    <message>
        <source>{counted} counted = {screened} with results of layers in force + {lapsed} with results of retired layers only + {unscreened} never screened.</source>
        <translation>计入 {counted} 个 = 有现行图层套合结果 {screened} 个 + 结果已失效（仅有停用图层的结果） {lapsed} 个 + 从未套合 {unscreened} 个。</translation>
    </message>
    <message>
        <source>{county}: survey sheet, {campaign}</source>
        <translation>{county}　{campaign}摸排表</translation>
    </message>
    <message>
        <source>{county}: task of {total} parcels, {mu} mu</source>
        <translation>{county}：清零总任务 {total} 个图斑、{mu} 亩</translation>
    </message>
    <message>
        <source>{county}: {list}</source>
        <translation>{county}：{list}</translation>
    </message>
    <message>
        <source>{count} anchors from outside hold, the newest for event {seq} ({source})</source>
        <translation>台账以外的凭证 {count} 条相符，最新至日志第 {seq} 条（{source}）</translation>
    </message>
    <message>
        <source>{count} anchors the ledger itself keeps, up to event {seq} (whoever rewrites the whole file rewrites them too)</source>
        <translation>台账自存凭证 {count} 条，至日志第 {seq} 条（整体改写台账的人也能改写它们）</translation>
    </message>
    <message>
        <source>{count} answers are still needed</source>
        <translation>还有 {count} 项待填</translation>
    </message>
    <message>
        <source>{count} attached files hashed anew</source>
        <translation>{count} 个附件重新计算校验值</translation>
    </message>
    <message>
        <source>{count} attribute rows of the table {table} have no polygon; points or lines share the table, so they were left aside.</source>
        <translation>表 {table} 有 {count} 条属性记录没有对应的面；点或线要素共用该表，未采用。</translation>
    </message>
    <message>
        <source>{count} attribute rows stand in the table {table}, which the file does not declare.</source>
        <translation>有 {count} 条属性记录在表 {table} 中，而文件未声明该表。</translation>
    </message>
    <message>
        <source>{count} batches</source>
        <translation>{count} 个批次</translation>
    </message>
    <message>
        <source>{count} batches or red lines were not brought in: the same file is here already.</source>
        <translation>有 {count} 个批次或红线未并入：同一文件本台账已有。</translation>
    </message>
    <message>
        <source>{count} breaks</source>
        <translation>{count} 处不符</translation>
    </message>
    <message>
        <source>{count} cannot be judged (the parcel lies outside the data): {names}</source>
        <translation>无法判断 {count} 项（图斑在数据范围之外）：{names}</translation>
    </message>
    <message>
        <source>{count} cases against what the journal leads to</source>
        <translation>{count} 个案件的现状与日志推算核对</translation>
    </message>
    <message>
        <source>{count} cases are as they were before the merge.</source>
        <translation>{count} 个图斑已恢复到合并前。</translation>
    </message>
    <message>
        <source>{count} cases could be taken over.</source>
        <translation>可承接 {count} 个案件。</translation>
    </message>
    <message>
        <source>{count} cases opened for a recheck.</source>
        <translation>已重新启动 {count} 个图斑。</translation>
    </message>
    <message>
        <source>{count} cases taken over</source>
        <translation>已承接 {count} 个案件</translation>
    </message>
    <message>
        <source>{count} cases taken over.</source>
        <translation>已承接 {count} 个案件。</translation>
    </message>
    <message>
        <source>{count} cases would be opened for a recheck; nothing was written.</source>
        <translation>将重新启动 {count} 个图斑；未写入。</translation>
    </message>
    <message>
        <source>{count} closed cases against what closing demands</source>
        <translation>{count} 个已办结图斑与办结条件的核对</translation>
    </message>
    <message>
        <source>{count} closed cases were left: no image was taken since.</source>
        <translation>{count} 个已销号图斑未启动：销号后没有更新的影像。</translation>
    </message>
    <message>
        <source>{count} closed lines lie inside another of their layer: they are its holes; {kept} of them bear a text of their own and are parcels too</source>
        <translation>{count} 条闭合线位于同图层另一条之内：作为它的孔；其中 {kept} 条带有自己的文字，也作为图斑</translation>
    </message>
    <message>
        <source>{count} clues</source>
        <translation>线索点 {count} 个</translation>
    </message>
    <message>
        <source>{count} clues, {waiting} of them without a parcel</source>
        <translation>共 {count} 条线索，{waiting} 条尚未上图</translation>
    </message>
    <message>
        <source>{count} coefficients are no numbers from 0 to 100: taken as 0.</source>
        <translation>{count} 个田坎系数不是 0 到 100 的数：按 0 处理。</translation>
    </message>
    <message>
        <source>{count} comparisons of images and {checks} checks of their pairs against the events that wrote them</source>
        <translation>{count}条影像比对和{checks}条影像对检验，与写入它们的事件核对</translation>
    </message>
    <message>
        <source>{count} conflicts decided.</source>
        <translation>已处理 {count} 处冲突。</translation>
    </message>
    <message>
        <source>{count} conflicts that the journal tells of are gone</source>
        <translation>日志记载的 {count} 处冲突已不存在</translation>
    </message>
    <message>
        <source>{count} conflicts wait for a decision; ours stays meanwhile.</source>
        <translation>有 {count} 处冲突待处理，处理前保留本台账的。</translation>
    </message>
    <message>
        <source>{count} copies of red lines beside the ledger read whole</source>
        <translation>已完整读取台账旁的 {count} 个红线副本</translation>
    </message>
    <message>
        <source>{count} dictionaries and rules against the version in the journal</source>
        <translation>{count} 个字典和规则与日志中的版本核对</translation>
    </message>
    <message>
        <source>{count} doubts: see the report.</source>
        <translation>{count}处存疑：见报告。</translation>
    </message>
    <message>
        <source>{count} drawings of what is left recorded.</source>
        <translation>已登记 {count} 处残留。</translation>
    </message>
    <message>
        <source>{count} drawings of what is left would be recorded.</source>
        <translation>将登记 {count} 处残留。</translation>
    </message>
    <message>
        <source>{count} drawn</source>
        <translation>已绘 {count} 个</translation>
    </message>
    <message>
        <source>{count} events bear an earlier time than the one before them (the first is {seq})</source>
        <translation>{count} 条日志的时间早于前一条（首个为第 {seq} 条）</translation>
    </message>
    <message>
        <source>{count} events of other places cannot be read with this login: only their place in the chain was checked</source>
        <translation>其他地区的 {count} 条日志本账号无权查看：只核对了它们在链中的位置</translation>
    </message>
    <message>
        <source>{count} events on both chains (SHA-256 and SM3)</source>
        <translation>{count} 条日志的两条校验链（SHA-256 和 SM3）</translation>
    </message>
    <message>
        <source>{count} files against SHA-256 and SM3</source>
        <translation>{count} 个文件的 SHA-256 与 SM3</translation>
    </message>
    <message>
        <source>{count} files of the ledger were not found beside it and are not in the copy.</source>
        <translation>台账的 {count} 个文件未找到，副本中没有。</translation>
    </message>
    <message>
        <source>{count} files taken over</source>
        <translation>承接附件 {count} 个</translation>
    </message>
    <message>
        <source>{count} files were put back from the archive beside the backup.</source>
        <translation>已从备份旁的压缩包放回 {count} 个文件。</translation>
    </message>
    <message>
        <source>{count} further parcels are on no form.</source>
        <translation>另有 {count} 个图斑未列入签字表。</translation>
    </message>
    <message>
        <source>{count} hatches only fill a polyline that is there and were left out</source>
        <translation>{count} 个填充只是已有多段线的填充，已略去</translation>
    </message>
    <message>
        <source>{count} hints on photos (no position, viewing direction, saved again) are not listed: they stand with the photos.</source>
        <translation>另有{count}条照片提示（无定位、拍摄方向、再次保存等）未列入，见照片栏。</translation>
    </message>
    <message>
        <source>{count} images are registered, {gone} more are retired.</source>
        <translation>已登记 {count} 幅影像，另有 {gone} 幅已停用。</translation>
    </message>
    <message>
        <source>{count} lie outside: look at the map before going on.</source>
        <translation>{count} 个在县界外：请先看图再继续。</translation>
    </message>
    <message>
        <source>{count} line numbers stand more than once; polygons that refer to them are set aside.</source>
        <translation>有 {count} 个线标识码重复，引用它们的面已隔离。</translation>
    </message>
    <message>
        <source>{count} lines are stated</source>
        <translation>所写线数为 {count}</translation>
    </message>
    <message>
        <source>{count} lines are stated, {found} are listed</source>
        <translation>写明 {count} 条线，实列 {found} 条</translation>
    </message>
    <message>
        <source>{count} merged copies: their journals and conflicts</source>
        <translation>{count} 个已合并副本的日志和冲突</translation>
    </message>
    <message>
        <source>{count} monitored areas are less than half or more than twice the measured area (rows {rows})</source>
        <translation>{count} 个监测面积不足量算面积的一半或超过其两倍（第 {rows} 行）</translation>
    </message>
    <message>
        <source>{count} monitored areas are no numbers and were left empty (rows {rows})</source>
        <translation>{count} 个监测面积不是数字，已留空（第 {rows} 行）</translation>
    </message>
    <message>
        <source>{count} more decisions are needed: {what}.</source>
        <translation>还差{count}处核定结果：{what}。</translation>
    </message>
    <message>
        <source>{count} more layers</source>
        <translation>另有 {count} 个图层</translation>
    </message>
    <message>
        <source>{count} more pairs that may be the same ground are not decided; they share {mu} mu in all.</source>
        <translation>另有 {count} 对疑似同一地块未核定，重合面积合计 {mu} 亩。</translation>
    </message>
    <message>
        <source>{count} more parcels were not split.</source>
        <translation>另有 {count} 个图斑未拆分。</translation>
    </message>
    <message>
        <source>{count} more reasons</source>
        <translation>另有 {count} 条理由</translation>
    </message>
    <message>
        <source>{count} more remarks are not shown here.</source>
        <translation>另有 {count} 条提示未显示。</translation>
    </message>
    <message>
        <source>{count} more rows are not shown here.</source>
        <translation>另有 {count} 行未在此列出。</translation>
    </message>
    <message>
        <source>{count} of the {total} parcels cannot be set back, so none was: {which}</source>
        <translation>{total} 个图斑中有 {count} 个不能恢复，因此全部没有撤销：{which}</translation>
    </message>
    <message>
        <source>{count} of them are past the survey: there it is a correction, which needs its reason and ends signatures given so far.</source>
        <translation>其中 {count} 个已提交摸排，将作为更正处理：须填写理由，已有签字随之失效。</translation>
    </message>
    <message>
        <source>{count} of them points without an outline: they become clues</source>
        <translation>其中 {count} 个只有点位，作为线索点</translation>
    </message>
    <message>
        <source>{count} of {all} ({percent} %)</source>
        <translation>{count}/{all}（{percent}%）</translation>
    </message>
    <message>
        <source>{count} of {all} parcels are unfinished: click to show them</source>
        <translation>{all}块图斑中{count}块未完成，点击查看</translation>
    </message>
    <message>
        <source>{count} of {all} parcels · {area} mu</source>
        <translation>{all} 个图斑中的 {count} 个 · {area} 亩</translation>
    </message>
    <message>
        <source>{count} of {needed} marked. Click the corners of a house, right click ends (two corners are a box); right click on a mark takes it back.</source>
        <translation>已点 {count}/{needed} 栋。逐角单击房屋，右键结束（只点两个对角即为矩形）；右键点已有标记可取消。</translation>
    </message>
    <message>
        <source>{count} of {of} numbers are those of batch {batch}.</source>
        <translation>{of} 个编号中有 {count} 个与批次 {batch} 相同。</translation>
    </message>
    <message>
        <source>{count} of {total} codes were rounded by a spreadsheet</source>
        <translation>{total} 个代码中有 {count} 个被电子表格改成科学计数</translation>
    </message>
    <message>
        <source>{count} of {total} values are decimal numbers, no parcel numbers</source>
        <translation>{total} 个值中有 {count} 个是小数，不是图斑编号</translation>
    </message>
    <message>
        <source>{count} of {total} values are no areas</source>
        <translation>{total} 个值中有 {count} 个不是面积</translation>
    </message>
    <message>
        <source>{count} of {total} values fit</source>
        <translation>{total} 个值中有 {count} 个相符</translation>
    </message>
    <message>
        <source>{count} of {total} values repeat others</source>
        <translation>{total} 个值中有 {count} 个重复</translation>
    </message>
    <message>
        <source>{count} on ground that is in the ledger already</source>
        <translation>{count} 个与台账内图斑重合</translation>
    </message>
    <message>
        <source>{count} open conflicts in {parcels} parcels. Ours stays until you decide; both values stay in the history.</source>
        <translation>{parcels} 个图斑有 {count} 处冲突待处理。处理前保留本台账的值；两边的值都留在历史记录中。</translation>
    </message>
    <message>
        <source>{count} other parcels issued again have an earlier case: choose them with VERDICT.</source>
        <translation>另有 {count} 个重新下发的图斑有上次案件：可用 VERDICT 选择。</translation>
    </message>
    <message>
        <source>{count} overlap facts against the newest screening</source>
        <translation>{count} 条套合结果与最近一次套合的记录核对</translation>
    </message>
    <message>
        <source>{count} overlap rows against package.json</source>
        <translation>{count} 行套合面积与 package.json</translation>
    </message>
    <message>
        <source>{count} overlaps that were not linked yet were found.</source>
        <translation>找到 {count} 对尚未关联的重合图斑。</translation>
    </message>
    <message>
        <source>{count} packages</source>
        <translation>{count} 个成果包</translation>
    </message>
    <message>
        <source>{count} packages made in the copy</source>
        <translation>副本中制作的 {count} 个成果包</translation>
    </message>
    <message>
        <source>{count} pairs on the same ground</source>
        <translation>重合 {count} 对</translation>
    </message>
    <message>
        <source>{count} pairs on the same ground with this batch are no overlaps of two sources: it counts no more.</source>
        <translation>与该批次同地的 {count} 对不是两个来源的重合：该批次已不再计数。</translation>
    </message>
    <message>
        <source>{count} pairs on the same ground, to be reviewed next</source>
        <translation>重合 {count} 对，下一步核对</translation>
    </message>
    <message>
        <source>{count} pairs on the same ground: {same} decided the same, {separate} separate, {open} undecided (they count as proposed and can be decided later)</source>
        <translation>重合 {count} 对：认定同一地块 {same} 对，分别计 {separate} 对，未定 {open} 对（按建议计，以后可再认定）</translation>
    </message>
    <message>
        <source>{count} pairs, {open} undecided</source>
        <translation>共 {count} 对，未定 {open} 对</translation>
    </message>
    <message>
        <source>{count} papers of concluded steps stay there</source>
        <translation>{count} 份已办结环节的材料留在原图斑</translation>
    </message>
    <message>
        <source>{count} parcels are in {path}.</source>
        <translation>{count} 宗图斑已写入 {path}。</translation>
    </message>
    <message>
        <source>{count} parcels belong to a batch that no import brought in ({batch})</source>
        <translation>{count} 个图斑属于没有导入记录的批次（{batch}）</translation>
    </message>
    <message>
        <source>{count} parcels chosen one by one</source>
        <translation>逐宗选定的 {count} 宗图斑</translation>
    </message>
    <message>
        <source>{count} parcels entered.</source>
        <translation>已入库 {count} 个图斑。</translation>
    </message>
    <message>
        <source>{count} parcels have entries that were typed and not saved: {numbers}</source>
        <translation>{count} 个图斑有已填写但尚未保存的内容：{numbers}</translation>
    </message>
    <message>
        <source>{count} parcels have figures that are not exact (≥, ≤, ≈): their remarks say why; screen again.</source>
        <translation>{count} 个图斑有不确切的数值（≥、≤、≈），原因见备注，请重新套合。</translation>
    </message>
    <message>
        <source>{count} parcels have no image from after.</source>
        <translation>{count}个图斑没有后时相影像。</translation>
    </message>
    <message>
        <source>{count} parcels have no image from before, or none from before the claimed demolition.</source>
        <translation>{count}个图斑没有前时相影像，或没有申报拆除之前的影像。</translation>
    </message>
    <message>
        <source>{count} parcels have no image later than the one before.</source>
        <translation>{count}个图斑没有晚于前时相的影像。</translation>
    </message>
    <message>
        <source>{count} parcels have no image taken since the claimed demolition.</source>
        <translation>{count}个图斑没有申报拆除之后拍摄的影像。</translation>
    </message>
    <message>
        <source>{count} parcels have the number {number} ({places}): add a column batch (批次), source file (来源文件) or parcel_uid</source>
        <translation>有 {count} 个图斑编号为 {number}（{places}）：请增加“批次”“来源文件”或 parcel_uid 列</translation>
    </message>
    <message>
        <source>{count} parcels held back</source>
        <translation>{count} 个图斑暂缓</translation>
    </message>
    <message>
        <source>{count} parcels in {batches} batches against the digests of their import</source>
        <translation>{batches} 个批次的 {count} 个图斑与导入时的校验值核对</translation>
    </message>
    <message>
        <source>{count} parcels issued again have a finding in the earlier issue only: here they count as not verified yet; see Counted with it.</source>
        <translation>{count} 个重新下发的图斑只在原批次有核查结论：此处按尚未核查计，原结论见“同计图斑”栏。</translation>
    </message>
    <message>
        <source>{count} parcels lie outside the data (no land use covers them): what was not found there counts as no data, not as not involved.</source>
        <translation>{count} 个图斑位于数据范围之外（没有地类图斑覆盖）：未发现涉及的计为“无数据”，不计为“不涉及”。</translation>
    </message>
    <message>
        <source>{count} parcels of the campaign {campaign}; {others} selected parcels belong to others.</source>
        <translation>“{campaign}”图斑 {count} 个；另有 {others} 个所选图斑属于其他专项行动。</translation>
    </message>
    <message>
        <source>{count} parcels of {file} come into the ledger {ledger} as batch “{batch}”; {quarantined} rows are quarantined.</source>
        <translation>{file} 中的 {count} 个图斑将作为批次“{batch}”入库“{ledger}”；{quarantined} 行被隔离。</translation>
    </message>
    <message>
        <source>{count} parcels that a new issue replaced or withdrew were left out.</source>
        <translation>已略去 {count} 个被重新下发替代或撤回的图斑。</translation>
    </message>
    <message>
        <source>{count} parcels to screen again: {why}</source>
        <translation>{count} 宗需套合：{why}</translation>
    </message>
    <message>
        <source>{count} parcels wait for a red line to be registered again in its place: {why}</source>
        <translation>{count} 宗待红线重新登记替换：{why}</translation>
    </message>
    <message>
        <source>{count} parcels wait for the first look: what the images suggest of them is not told or counted yet.</source>
        <translation>{count} 个图斑待人工首次查看：影像比对的建议暂不显示，也不计数。</translation>
    </message>
    <message>
        <source>{count} parcels went on the list for forced demolition, {held} are left to a person.</source>
        <translation>{count} 个图斑列入强制拆除清单，{held} 个留给人决定。</translation>
    </message>
    <message>
        <source>{count} parcels went on the list for forced demolition: their orders to correct ran out.</source>
        <translation>{count} 个图斑责令限期改正逾期，已列入强制拆除清单。</translation>
    </message>
    <message>
        <source>{count} parcels were issued without an area: their computed area is counted.</source>
        <translation>{count} 个图斑未下发面积：按计算面积计入。</translation>
    </message>
    <message>
        <source>{count} parcels whose orders ran out carry a flag that leaves them to a person.</source>
        <translation>{count} 个图斑责令限期改正逾期，但标有信访或稳定风险，由人决定。</translation>
    </message>
    <message>
        <source>{count} parcels would be refused</source>
        <translation>{count} 个图斑不能办理</translation>
    </message>
    <message>
        <source>{count} parcels would go on the list for forced demolition, {held} are left to a person; nothing was written.</source>
        <translation>将有 {count} 个图斑列入强制拆除清单，{held} 个留给人决定；没有写入。</translation>
    </message>
    <message>
        <source>{count} parcels written.</source>
        <translation>已写出 {count} 个图斑。</translation>
    </message>
    <message>
        <source>{count} parcels · {area} mu</source>
        <translation>{count} 个图斑 · {area} 亩</translation>
    </message>
    <message>
        <source>{count} parcels, {area} mu</source>
        <translation>{count} 个 {area} 亩</translation>
    </message>
    <message>
        <source>{count} parcels, {polygons} polygons of red lines around them: copy the whole folder {path} to the device.</source>
        <translation>{count} 个图斑，周边红线图形 {polygons} 个：请将整个文件夹 {path} 拷入设备。</translation>
    </message>
    <message>
        <source>{count} parcels: {why}</source>
        <translation>{count} 个图斑：{why}</translation>
    </message>
    <message>
        <source>{count} parts with days of their own</source>
        <translation>{count}个部分各有拍摄日期</translation>
    </message>
    <message>
        <source>{count} people against their hashes</source>
        <translation>{count} 名人员的信息与校验值核对</translation>
    </message>
    <message>
        <source>{count} people are called {name}: choose one from the list of people.</source>
        <translation>有 {count} 人叫“{name}”：请从人员名单中选择。</translation>
    </message>
    <message>
        <source>{count} people of the ledger are called {name}: enter who found it as they are registered</source>
        <translation>台账中名为“{name}”的人员有 {count} 名：请按登记的姓名填写发现人</translation>
    </message>
    <message>
        <source>{count} photos checked, flags raised: {flags}.</source>
        <translation>已核对 {count} 张照片，发现疑点 {flags} 条。</translation>
    </message>
    <message>
        <source>{count} plots written to {files} files, zone {zone}.</source>
        <translation>已写出 {count} 个地块、{files} 个文件，带号 {zone}。</translation>
    </message>
    <message>
        <source>{count} points are stated</source>
        <translation>所写点数为 {count}</translation>
    </message>
    <message>
        <source>{count} polygons</source>
        <translation>{count} 个图斑</translation>
    </message>
    <message>
        <source>{count} polygons against their seal</source>
        <translation>{count} 个图形与其印记</translation>
    </message>
    <message>
        <source>{count} polygons bear a feature code that the file does not declare for polygons.</source>
        <translation>有 {count} 个面的要素代码未在文件中声明为面要素。</translation>
    </message>
    <message>
        <source>{count} polygons of the file bear its number {ident}</source>
        <translation>文件中有 {count} 个面使用标识码 {ident}</translation>
    </message>
    <message>
        <source>{count} red lines registered.</source>
        <translation>已登记 {count} 个红线图层。</translation>
    </message>
    <message>
        <source>{count} repaired</source>
        <translation>修复 {count} 个</translation>
    </message>
    <message>
        <source>{count} results carry a remark, the first: {note}</source>
        <translation>{count} 条结果带有备注，第一条：{note}</translation>
    </message>
    <message>
        <source>{count} rings are stated</source>
        <translation>所写圈数为 {count}</translation>
    </message>
    <message>
        <source>{count} rows are only points: they are clues.</source>
        <translation>{count}行只有点位，作为线索。</translation>
    </message>
    <message>
        <source>{count} rows have no number and were numbered by file and row (rows {rows})</source>
        <translation>{count} 行没有编号，已按文件和行号编号（第 {rows} 行）</translation>
    </message>
    <message>
        <source>{count} rows in {tables} tables against the events that wrote them</source>
        <translation>{tables} 张表的 {count} 行与写入它们的日志核对</translation>
    </message>
    <message>
        <source>{count} rows were deleted in the field: their parcels stay in the ledger as they are.</source>
        <translation>{count} 行在外业中被删除：台账中的图斑保持不变。</translation>
    </message>
    <message>
        <source>{count} rows were left out ({reason}).</source>
        <translation>略去 {count} 行（{reason}）。</translation>
    </message>
    <message>
        <source>{count} rows were not edited; the edits of {already} are in the ledger already; {photos} photos hang there already.</source>
        <translation>{count} 行未修改；{already} 行的修改台账中已有；{photos} 张照片已挂接。</translation>
    </message>
    <message>
        <source>{count} rows were quarantined: see the report for the reasons.</source>
        <translation>{count} 行被隔离：原因见报告。</translation>
    </message>
    <message>
        <source>{count} rows, {fields} fields; the first {shown} are shown</source>
        <translation>共 {count} 行、{fields} 个字段，显示前 {shown} 行</translation>
    </message>
    <message>
        <source>{count} segments are stated</source>
        <translation>所写线段数为 {count}</translation>
    </message>
    <message>
        <source>{count} sites checked, {touched} of them touch a red line.</source>
        <translation>已预检 {count} 个地块，{touched} 个涉及红线。</translation>
    </message>
    <message>
        <source>{count} slivers, {area} m² together, stay with the larger part.</source>
        <translation>{count} 个碎块（共 {area} 平方米）并入较大的部分。</translation>
    </message>
    <message>
        <source>{count} tables, indexes and guards against what the program makes</source>
        <translation>{count} 个表、索引和防改触发器与本软件所建核对</translation>
    </message>
    <message>
        <source>{count} vertices fell together at {decimals} decimals</source>
        <translation>按 {decimals} 位小数取整后有 {count} 个顶点重合</translation>
    </message>
    <message>
        <source>{count} wait for no signature and are on none</source>
        <translation>{count} 个图斑不在待签状态，未列入</translation>
    </message>
    <message>
        <source>{count} warnings under the table</source>
        <translation>表下有 {count} 条提示</translation>
    </message>
    <message>
        <source>{count} were worked on since and stay.</source>
        <translation>另有 {count} 个图斑合并后又办理过，保持不变。</translation>
    </message>
    <message>
        <source>{count} · {area} mu</source>
        <translation>{count}块 · {area}亩</translation>
    </message>
    <message>
        <source>{crs}   made {date}</source>
        <translation>{crs}   制图日期 {date}</translation>
    </message>
    <message>
        <source>{crs} is an old datum (1980 or 1954): have the data transformed to CGCS2000 first.</source>
        <translation>{crs} 是旧坐标系（西安 80 或北京 54）：请先将数据转换到 CGCS2000。</translation>
    </message>
    <message>
        <source>{crs} is no Gauss-Krüger zone of CGCS2000: choose one such as EPSG:4526 (3°, zone 38).</source>
        <translation>{crs} 不是 2000 国家大地坐标系的高斯-克吕格投影带：请选择如 EPSG:4526（3 度带，38 带）。</translation>
    </message>
    <message>
        <source>{crs} is not a coordinate reference system: write it like EPSG:4526.</source>
        <translation>{crs} 不是坐标系：请写成 EPSG:4526 的形式。</translation>
    </message>
    <message>
        <source>{crs} is not a known coordinate system.</source>
        <translation>{crs} 不是已知的坐标系。</translation>
    </message>
    <message>
        <source>{crs} is the shifted system of a map application: have the coordinates given in CGCS2000.</source>
        <translation>{crs} 是地图软件的偏移坐标系：请索要 CGCS2000 坐标。</translation>
    </message>
    <message>
        <source>{crs}: chosen by the user, the numbers fit</source>
        <translation>{crs}：由用户指定，与数值相符</translation>
    </message>
    <message>
        <source>{crs}: declared by the file</source>
        <translation>{crs}：由文件声明</translation>
    </message>
    <message>
        <source>{crs}: declared by the file, the numbers fit</source>
        <translation>{crs}：由文件声明，与数值相符</translation>
    </message>
    <message>
        <source>{crs}: declared by the file; x and y were exchanged (latitude stood first)</source>
        <translation>{crs}：由文件声明；已对调 x、y（纬度在前）</translation>
    </message>
    <message>
        <source>{cut} parcels split; {inside} lie wholly inside and {outside} wholly outside and stay as they are.</source>
        <translation>拆分 {cut} 个图斑；{inside} 个全部在内、{outside} 个全部在外，保持不变。</translation>
    </message>
    <message>
        <source>{dates}; centre {x}, {y} ({crs}), 1:{scale}, rotation {rotation}°</source>
        <translation>{dates}；中心 {x}, {y}（{crs}），1:{scale}，旋转 {rotation}°</translation>
    </message>
    <message>
        <source>{date}  {source}  {resolution} m</source>
        <translation>{date}  {source}  {resolution} 米</translation>
    </message>
    <message>
        <source>{datum} as the header says</source>
        <translation>按文件头为 {datum}</translation>
    </message>
    <message>
        <source>{datum} was moved to {system} by the PROJ operation given ({text}); {far}</source>
        <translation>已按所给 PROJ 运算（{text}）将 {datum} 转换到 {system}；{far}</translation>
    </message>
    <message>
        <source>{datum} was moved to {system} by the four parameters given (north {dx} m, east {dy} m, rotation {rotation}″, scale {scale} ppm); {far}</source>
        <translation>已按所给四参数（北 {dx} 米，东 {dy} 米，旋转 {rotation}″，尺度 {scale} ppm）将 {datum} 转换到 {system}；{far}</translation>
    </message>
    <message>
        <source>{datum}, longitude and latitude ({code})</source>
        <translation>{datum} 经纬度（{code}）</translation>
    </message>
    <message>
        <source>{datum}, {width}° zone {zone} (central meridian {meridian}°, no zone number before the eastings, {code})</source>
        <translation>{datum} {width}度带第{zone}带（中央经线{meridian}°，无带号前缀，{code}）</translation>
    </message>
    <message>
        <source>{datum}, {width}° zone {zone} (central meridian {meridian}°, zone number before the eastings, {code})</source>
        <translation>{datum} {width}度带第{zone}带（中央经线{meridian}°，带号前缀，{code}）</translation>
    </message>
    <message>
        <source>{datum}; the numbers are degrees</source>
        <translation>{datum}；数值为度</translation>
    </message>
    <message>
        <source>{datum}; zone {zone} stands in the eastings</source>
        <translation>{datum}；横坐标带号为 {zone}</translation>
    </message>
    <message>
        <source>{datum}; zone {zone} stands in the header only, the eastings carry no zone</source>
        <translation>{datum}；带号 {zone} 只在文件头注明，横坐标不含带号</translation>
    </message>
    <message>
        <source>{days} days left</source>
        <translation>剩余 {days} 天</translation>
    </message>
    <message>
        <source>{days} days overdue</source>
        <translation>逾期 {days} 天</translation>
    </message>
    <message>
        <source>{days} working days left</source>
        <translation>剩余 {days} 个工作日</translation>
    </message>
    <message>
        <source>{day} is not between the day the time began and today.</source>
        <translation>{day} 不在起算日和今天之间。</translation>
    </message>
    <message>
        <source>{day} is still to come: a visit lies behind us.</source>
        <translation>{day} 还没有到：只能登记已经进行的巡查。</translation>
    </message>
    <message>
        <source>{day} is still to come: nothing can have run out by then.</source>
        <translation>{day} 还没有到，不能判断逾期。</translation>
    </message>
    <message>
        <source>{day} is still to come: record what has been.</source>
        <translation>{day} 还没有到：只能登记已经发生的情况。</translation>
    </message>
    <message>
        <source>{day} {person}: {verdict}. {words}</source>
        <translation>{day} {person}：{verdict}。{words}</translation>
    </message>
    <message>
        <source>{day} · {person}</source>
        <translation>{day} · {person}</translation>
    </message>
    <message>
        <source>{day} · {person} · {count} photos</source>
        <translation>{day} · {person} · 照片 {count} 张</translation>
    </message>
    <message>
        <source>{day}, rules {version}</source>
        <translation>{day}，规则版本 {version}</translation>
    </message>
    <message>
        <source>{decision} (decided of an earlier issue)</source>
        <translation>{decision}（按前次下发的核定）</translation>
    </message>
    <message>
        <source>{done} of {all} verified</source>
        <translation>已核查 {done} / {all}</translation>
    </message>
    <message>
        <source>{done}　{then}</source>
        <translation>{done}　{then}</translation>
    </message>
    <message>
        <source>{due} is before {starts}, the day the time begins.</source>
        <translation>{due} 早于起算日 {starts}。</translation>
    </message>
    <message>
        <source>{encoding}: {why}</source>
        <translation>{encoding}：{why}</translation>
    </message>
    <message>
        <source>{features} polygons, {repaired} repaired</source>
        <translation>{features} 个图斑，修复 {repaired} 个</translation>
    </message>
    <message>
        <source>{features} polygons, {repaired} repaired; class field: {field}; coefficient field: {net}.</source>
        <translation>{features} 个多边形，修复 {repaired} 个；类别字段：{field}；系数字段：{net}。</translation>
    </message>
    <message>
        <source>{field} was not taken as {meaning}: {why}</source>
        <translation>{field} 未作为{meaning}：{why}</translation>
    </message>
    <message>
        <source>{field} {old} → {new}</source>
        <translation>{field} {old} → {new}</translation>
    </message>
    <message>
        <source>{field} {value}</source>
        <translation>{field} {value}</translation>
    </message>
    <message>
        <source>{field}: by the saved mapping {name}</source>
        <translation>{field}：按已保存的字段映射“{name}”</translation>
    </message>
    <message>
        <source>{field}: chosen by the user</source>
        <translation>{field}：由用户指定</translation>
    </message>
    <message>
        <source>{field}: fixed by the format</source>
        <translation>{field}：由文件格式确定</translation>
    </message>
    <message>
        <source>{field}: reads as {alias}</source>
        <translation>{field}：视同 {alias}</translation>
    </message>
    <message>
        <source>{field}: the name is known</source>
        <translation>{field}：字段名已知</translation>
    </message>
    <message>
        <source>{field}: the text is longer than {limit} characters.</source>
        <translation>{field}：文字超过 {limit} 个字。</translation>
    </message>
    <message>
        <source>{field}: {alias} cut to ten bytes</source>
        <translation>{field}：{alias} 被截断为 10 个字节</translation>
    </message>
    <message>
        <source>{field}: {code} ({count} rows) is no code of the list; does it stand for {known} {label}? It was kept as issued</source>
        <translation>{field}：代码 {code}（{count} 行）不在代码表中，是否代表 {known} {label}？已按原值保留，存疑</translation>
    </message>
    <message>
        <source>{field}: {count} numbers were rounded by a spreadsheet (1.3E+17), their last digits are lost: have the table issued again with this column as text</source>
        <translation>{field}：有 {count} 个编号被电子表格改成科学计数（如 1.3E+17），末位数字已丢失，请将该列设为文本后重新下发</translation>
    </message>
    <message>
        <source>{field}: {count} rows have a code that stands in no dictionary; it was kept as issued: {codes}</source>
        <translation>{field}：有 {count} 行的代码不在任何代码表中，已按原值保留：{codes}</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}：{old} → {new}</translation>
    </message>
    <message>
        <source>{field}: {value} does not belong to {upper}.</source>
        <translation>{field}：“{value}”不属于“{upper}”。</translation>
    </message>
    <message>
        <source>{field}: {value} does not go with the answers above; possible here: {limit}.</source>
        <translation>{field}：“{value}”与上面的填写不符，此处可填：{limit}。</translation>
    </message>
    <message>
        <source>{field}: {value} does not have the form asked for.</source>
        <translation>{field}：“{value}”格式不符合要求。</translation>
    </message>
    <message>
        <source>{field}: {value} is no date: write it as 2026-07-03, 2026-07 or 2026.</source>
        <translation>{field}：“{value}”不是日期，请写成 2026-07-03、2026-07 或 2026。</translation>
    </message>
    <message>
        <source>{field}: {value} is no date: write it as 2026-07-03.</source>
        <translation>{field}：“{value}”不是日期，请写成 2026-07-03。</translation>
    </message>
    <message>
        <source>{field}: {value} is not a number.</source>
        <translation>{field}：“{value}”不是数字。</translation>
    </message>
    <message>
        <source>{field}: {value} is not a whole number.</source>
        <translation>{field}：“{value}”不是整数。</translation>
    </message>
    <message>
        <source>{field}: {value} is not in the list {name}; it has {known}.</source>
        <translation>{field}：“{value}”不在字典 {name} 中，可填：{known}。</translation>
    </message>
    <message>
        <source>{field}: {value} {unit} is less than {limit} {unit}.</source>
        <translation>{field}：{value} {unit}，小于 {limit} {unit}。</translation>
    </message>
    <message>
        <source>{field}: {value} {unit} is more than {limit} {unit}.</source>
        <translation>{field}：{value} {unit}，大于 {limit} {unit}。</translation>
    </message>
    <message>
        <source>{field}: {value} {unit} must be less than {limit} {unit}.</source>
        <translation>{field}：{value} {unit}，应小于 {limit} {unit}。</translation>
    </message>
    <message>
        <source>{field}: {value} {unit} must be more than {limit} {unit}.</source>
        <translation>{field}：{value} {unit}，应大于 {limit} {unit}。</translation>
    </message>
    <message>
        <source>{figure} (gross)</source>
        <translation>{figure}（毛面积）</translation>
    </message>
    <message>
        <source>{figure} (net)</source>
        <translation>{figure}（净面积）</translation>
    </message>
    <message>
        <source>{figure} unknown, taken as {value}</source>
        <translation>{figure}未知，按“{value}”</translation>
    </message>
    <message>
        <source>{file} holds edits that a synchronisation did not merge: give it as INPUT, too.</source>
        <translation>{file} 中有同步时未合并的修改：请将该文件也作为 INPUT 读入一次。</translation>
    </message>
    <message>
        <source>{file} is already in the ledger: it was imported as batch {batch} on {day}; nothing was imported again.</source>
        <translation>{file} 已在台账中：已于 {day} 作为批次 {batch} 导入；未重复导入。</translation>
    </message>
    <message>
        <source>{file} is neither a dictionary nor a rule of this program: rename or remove it.</source>
        <translation>{file} 既不是字典也不是本软件的规则：请改名或移除。</translation>
    </message>
    <message>
        <source>{file} is no saved mapping, or is damaged: delete it and save the mapping again.</source>
        <translation>{file} 不是已保存的字段映射或已损坏：请删除后重新保存映射。</translation>
    </message>
    <message>
        <source>{file} must be an object such as {example}.</source>
        <translation>{file} 应为如 {example} 的对照表。</translation>
    </message>
    <message>
        <source>{file} must be an object with id, version, settings and a list of rules.</source>
        <translation>{file} 须为对象，含 id、version、settings 和规则列表 rules。</translation>
    </message>
    <message>
        <source>{file} must be an object with id, version, switches, classes, sliver and split.</source>
        <translation>{file} 须是一个对象，含 id、version、switches、classes、sliver、split。</translation>
    </message>
    <message>
        <source>{file} needs roles and search_m, a distance in metres.</source>
        <translation>{file} 需要 roles 和 search_m（米）。</translation>
    </message>
    <message>
        <source>{file}, entry {number}: give code, name and the list of villages.</source>
        <translation>{file} 第 {number} 项：请写明代码、名称和所辖村列表。</translation>
    </message>
    <message>
        <source>{file}, entry {number}: {value} is not a village&apos;s code of 12 digits, written as text.</source>
        <translation>{file} 第 {number} 项：{value} 不是以文本书写的 12 位村代码。</translation>
    </message>
    <message>
        <source>{file}, line {line}: not valid JSON ({reason}).</source>
        <translation>{file} 第 {line} 行：不是有效的 JSON（{reason}）。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the code {code} stands twice.</source>
        <translation>{file} 第 {line} 行：代码 {code} 重复出现。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the signature chain {chain} needs at least two levels, each signed by somebody.</source>
        <translation>{file} 第 {line} 行：签字链 {chain} 至少要有两级，每级都要有人签。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the signing stage {stage} names a state or an action that does not exist.</source>
        <translation>{file} 第 {line} 行：签字环节 {stage} 写了不存在的状态或操作。</translation>
    </message>
    <message>
        <source>{file}, line {line}: transition {action} names the unknown signing stage {stage}.</source>
        <translation>{file} 第 {line} 行：操作 {action} 写了不存在的签字环节 {stage}。</translation>
    </message>
    <message>
        <source>{file}, line {line}: transition {action} names the unknown state {state}.</source>
        <translation>{file} 第 {line} 行：操作 {action} 写了不存在的状态 {state}。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {action} demands something this program does not know: {what}.</source>
        <translation>{file} 第 {line} 行：操作 {action} 提出了本程序不认识的要求：{what}。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {action} ends a case, so it must name who may do it (roles) and from whom that person must be separate.</source>
        <translation>{file} 第 {line} 行：操作 {action} 会办结案件，必须写明谁可以办（roles）以及须与谁分开（separate）。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {state} could be reached without {lacking}, by way of {way}.</source>
        <translation>{file} 第 {line} 行：不经 {lacking} 也能到达 {state}，路径：{way}。</translation>
    </message>
    <message>
        <source>{file}: classes must have {role}, which every vintage without classes of its own uses.</source>
        <translation>{file}：classes 须有 {role}，没有单独列出的版本都按它归类。</translation>
    </message>
    <message>
        <source>{file}: endless and termless name the role {name}: use some of {known}, for endless each with a list of texts.</source>
        <translation>{file}：endless、termless 中的图层角色 {name} 不可用：请用 {known}，endless 中每个角色后写文字列表。</translation>
    </message>
    <message>
        <source>{file}: entry {number} needs the texts code, label and label_zh.</source>
        <translation>{file}：第 {number} 项须有 code、label、label_zh 三个文本。</translation>
    </message>
    <message>
        <source>{file}: entry {number} of &quot;links&quot; needs file, row, other_uid (or other_file and other_row) and the decision same or separate.</source>
        <translation>{file}：“links”第{number}项需要file、row、other_uid（或other_file和other_row）以及decision（same或separate）。</translation>
    </message>
    <message>
        <source>{file}: least_share {least} is larger than contained {contained}: lower it.</source>
        <translation>{file}：least_share（{least}）大于 contained（{contained}）：请调小。</translation>
    </message>
    <message>
        <source>{file}: no way leads to the state {state}.</source>
        <translation>{file}：没有任何流转能到达状态 {state}。</translation>
    </message>
    <message>
        <source>{file}: presume takes {what} for {name}: name a date or a code, and a value it can have.</source>
        <translation>{file}：presume 以 {what} 作为 {name}：请用日期或代码类指标及其可取的值。</translation>
    </message>
    <message>
        <source>{file}: proposals.{relation} is {value}: relations are {known}, proposals same or separate.</source>
        <translation>{file}：proposals.{relation} 为 {value}：关系只能是 {known}，建议只能是 same 或 separate。</translation>
    </message>
    <message>
        <source>{file}: redrawn_iou {redrawn} is larger than identical_iou {identical}: lower it.</source>
        <translation>{file}：redrawn_iou（{redrawn}）大于 identical_iou（{identical}）：请调小。</translation>
    </message>
    <message>
        <source>{file}: rule number {number} needs an id.</source>
        <translation>{file}：第 {number} 条规则缺少 id。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} asks whether the screening is stale; only a rule with the outcome unsure may, as {{&quot;stale&quot;: true}} and not under not.</source>
        <translation>{file}：规则 {rule} 询问套合结果是否失效；只有结论为 unsure 的规则可以，写作 {{&quot;stale&quot;: true}}，且不能放在 not 之下。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} demands {what} as evidence, which the dictionary {name} does not have: correct the code.</source>
        <translation>{file}：规则 {rule} 要求举证 {what}，字典 {name} 中没有：请改正代码。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} has the key {key}, which is not understood: remove it or correct its name.</source>
        <translation>{file}：规则 {rule} 的键 {key} 无法识别：请删去或改正名称。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} has the outcome {what}: use one of {known}.</source>
        <translation>{file}：规则 {rule} 的结论为 {what}：请用 {known} 之一。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} has the stage {what}: use one of {known}.</source>
        <translation>{file}：规则 {rule} 的环节为 {what}：请用 {known} 之一。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} has {what} where a condition must stand: write a test or true.</source>
        <translation>{file}：规则 {rule} 在应写条件处写了 {what}：请写一个测试或 true。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} is the last one: it must hold always (when: true) and its outcome must not be lawful.</source>
        <translation>{file}：规则 {rule} 是最后一条：须恒成立（when: true），且结论不得为 lawful。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} looks at {name}, which is no figure: README.md beside it lists them.</source>
        <translation>{file}：规则 {rule} 用到 {name}，没有这个指标：同目录 README.md 列出了全部指标。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} needs the sentences {key} and {key}_zh.</source>
        <translation>{file}：规则 {rule} 缺少 {key} 和 {key}_zh 两句话。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} of stage {stage} stands after stage {before}: the order is {known}.</source>
        <translation>{file}：环节 {stage} 的规则 {rule} 排在 {before} 之后：顺序应为 {known}。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} pronounces instead of suggesting: its sentences must say 疑似, 建议 or 存疑 (suggested, suspected, unsure).</source>
        <translation>{file}：规则 {rule} 下了定论：句子须用“疑似”“建议”或“存疑”（suggested, suspected, unsure）。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} proposes {what} for {field}, which the dictionaries do not have: correct the code.</source>
        <translation>{file}：规则 {rule} 为 {field} 建议 {what}，字典中没有：请改正代码。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} shows {name}, which is no figure: README.md beside it lists them.</source>
        <translation>{file}：规则 {rule} 显示 {name}，没有这个指标：同目录 README.md 列出了全部指标。</translation>
    </message>
    <message>
        <source>{file}: rule {rule} tests {name} by {what}: use {known}.</source>
        <translation>{file}：规则 {rule} 用 {what} 测试 {name}：请用 {known}。</translation>
    </message>
    <message>
        <source>{file}: rule {rule}: {key} must stand alone with a list of conditions.</source>
        <translation>{file}：规则 {rule}：{key} 须单独使用，后面是条件列表。</translation>
    </message>
    <message>
        <source>{file}: rule {rule}: {name} is compared with {what}: write a code or a list of codes.</source>
        <translation>{file}：规则 {rule}：{name} 与 {what} 比较：请写一个代码或代码列表。</translation>
    </message>
    <message>
        <source>{file}: rule {rule}: {name} is never {what}: use one of {known}.</source>
        <translation>{file}：规则 {rule}：{name} 不会是 {what}：请用 {known} 之一。</translation>
    </message>
    <message>
        <source>{file}: rule {rule}: {what} is neither a day (2020-07-03), a setting nor a date of the parcel.</source>
        <translation>{file}：规则 {rule}：{what} 不是日期（如 2020-07-03）、settings 中的名称或图斑的日期指标。</translation>
    </message>
    <message>
        <source>{file}: rule {rule}: {what} is neither a number nor the name of a setting.</source>
        <translation>{file}：规则 {rule}：{what} 既不是数，也不是 settings 中的名称。</translation>
    </message>
    <message>
        <source>{file}: switches must give true or false for each of {known}.</source>
        <translation>{file}：switches 须对 {known} 逐项写明 true 或 false。</translation>
    </message>
    <message>
        <source>{file}: the calendar lacks {what}.</source>
        <translation>{file}：放假日历缺少 {what}。</translation>
    </message>
    <message>
        <source>{file}: the classes of {role} must be {known}.</source>
        <translation>{file}：{role} 的类别须为 {known}。</translation>
    </message>
    <message>
        <source>{file}: the code {code} stands in {one} and in {other} of {role}: take it out of one.</source>
        <translation>{file}：{role} 中编码 {code} 同时列在 {one} 和 {other}，请从其中一处删去。</translation>
    </message>
    <message>
        <source>{file}: the deadline rules lack {what}.</source>
        <translation>{file}：期限规则缺少 {what}。</translation>
    </message>
    <message>
        <source>{file}: the decisions are an object with a list &quot;links&quot;.</source>
        <translation>{file}：认定结果应为含“links”列表的对象。</translation>
    </message>
    <message>
        <source>{file}: the document is not built as a campaign ({reason}).</source>
        <translation>{file}：文件结构不是专项行动文档（{reason}）。</translation>
    </message>
    <message>
        <source>{file}: the document is not built as rules for suggestions ({reason}).</source>
        <translation>{file}：文件结构不是建议规则（{reason}）。</translation>
    </message>
    <message>
        <source>{file}: the field map is an object of texts, such as {example}.</source>
        <translation>{file}：字段映射应为文本对照，如 {example}。</translation>
    </message>
    <message>
        <source>{file}: the holiday from {first} to {last} does not lie in {year}.</source>
        <translation>{file}：{first} 至 {last} 的假期不在 {year} 年内。</translation>
    </message>
    <message>
        <source>{file}: the key {key} is not understood: remove it or correct its name.</source>
        <translation>{file}：不认识键 {key}：请删除或改正名称。</translation>
    </message>
    <message>
        <source>{file}: the lights must change at rising percentages up to 100, not {notice} and {urgent}.</source>
        <translation>{file}：提醒、预警的百分比应依次增大且不超过 100，现在是 {notice} 和 {urgent}。</translation>
    </message>
    <message>
        <source>{file}: the management areas must be a list.</source>
        <translation>{file}：管理区应为一个列表。</translation>
    </message>
    <message>
        <source>{file}: the profile of image comparison must be an object.</source>
        <translation>{file}：影像比对口径必须是一个对象。</translation>
    </message>
    <message>
        <source>{file}: the rule {rule} stands twice.</source>
        <translation>{file}：规则 {rule} 出现了两次。</translation>
    </message>
    <message>
        <source>{file}: the rule {rule} stands twice: give one of them another id.</source>
        <translation>{file}：规则 {rule} 出现两次：请给其中一条另取 id。</translation>
    </message>
    <message>
        <source>{file}: the rules for parcels on the same ground must be an object.</source>
        <translation>{file}：重合图斑规则应为一个 JSON 对象。</translation>
    </message>
    <message>
        <source>{file}: the rules for photos must be an object.</source>
        <translation>{file}：照片核对规则必须是一个对象。</translation>
    </message>
    <message>
        <source>{file}: the sentences of unsure need the place {{topic}}.</source>
        <translation>{file}：unsure 的句子须含占位 {{topic}}。</translation>
    </message>
    <message>
        <source>{file}: the setting {name} is {what}: give a number or a day such as 2020-07-03.</source>
        <translation>{file}：settings 的 {name} 为 {what}：请写数或日期，如 2020-07-03。</translation>
    </message>
    <message>
        <source>{file}: the source has no field {field}: it has {fields}.</source>
        <translation>{file}：数据中没有字段 {field}：现有 {fields}。</translation>
    </message>
    <message>
        <source>{file}: the table {name} needs of, a figure that is a number, and rows of when and limit.</source>
        <translation>{file}：表 {name} 须有 of（数值指标）和由 when、limit 组成的 rows。</translation>
    </message>
    <message>
        <source>{file}: the task lists lack {what}.</source>
        <translation>{file}：任务清单缺少 {what}，请补全后重试。</translation>
    </message>
    <message>
        <source>{file}: the type of {place} must be string, number, integer, or array with a dictionary.</source>
        <translation>{file}：{place} 的 type 应为 string、number、integer，或带字典的 array。</translation>
    </message>
    <message>
        <source>{file}: the unit {unit} of {rule} is none of {known}.</source>
        <translation>{file}：{rule} 的单位 {unit} 不对，应为 {known} 之一。</translation>
    </message>
    <message>
        <source>{file}: the value of {place} cannot be used.</source>
        <translation>{file}：{place} 的值不可用。</translation>
    </message>
    <message>
        <source>{file}: the village {village} belongs to {one} and to {other}: take it out of one.</source>
        <translation>{file}：村 {village} 同时属于{one}和{other}：请从其中一个删除。</translation>
    </message>
    <message>
        <source>{file}: the workflow lacks {what}.</source>
        <translation>{file}：流程缺少 {what}。</translation>
    </message>
    <message>
        <source>{file}: the year {year} lacks {what}.</source>
        <translation>{file}：{year} 年缺少 {what}。</translation>
    </message>
    <message>
        <source>{file}: waived names the role {name}: use some of {known}.</source>
        <translation>{file}：waived 中的角色 {name} 不存在：可用 {known}。</translation>
    </message>
    <message>
        <source>{file}: {column} is not a date of a batch (known are {known}).</source>
        <translation>{file}：{column} 不是批次的日期（可用：{known}）。</translation>
    </message>
    <message>
        <source>{file}: {days} is not a number of days for {rule}.</source>
        <translation>{file}：{rule} 的天数 {days} 不对。</translation>
    </message>
    <message>
        <source>{file}: {day} cannot be a weekend day worked in {year}.</source>
        <translation>{file}：{day} 不能作为 {year} 年的调休上班日。</translation>
    </message>
    <message>
        <source>{file}: {key} must be a list of codes written as text.</source>
        <translation>{file}：{key} 须是编码的列表，编码写成文字（加引号）。</translation>
    </message>
    <message>
        <source>{file}: {key} must be a list of texts.</source>
        <translation>{file}：{key} 必须是文字列表。</translation>
    </message>
    <message>
        <source>{file}: {key} must be a number, nought or more.</source>
        <translation>{file}：{key} 须是不小于 0 的数。</translation>
    </message>
    <message>
        <source>{file}: {key} must be a text that is not empty; it is printed with every result.</source>
        <translation>{file}：{key} 须是不为空的文字，每份结果都要印出。</translation>
    </message>
    <message>
        <source>{file}: {key} must be an object.</source>
        <translation>{file}：{key} 须是一个对象（花括号）。</translation>
    </message>
    <message>
        <source>{file}: {key} must be true or false.</source>
        <translation>{file}：{key} 只能是 true 或 false。</translation>
    </message>
    <message>
        <source>{file}: {less} is larger than {more}: lower it.</source>
        <translation>{file}：{less} 大于 {more}：请调小。</translation>
    </message>
    <message>
        <source>{file}: {low} {lower} must be less than {high} {higher}: correct one of them.</source>
        <translation>{file}：{low}（{lower}）必须小于{high}（{higher}）：请改正其中一个。</translation>
    </message>
    <message>
        <source>{file}: {meaning} is not a meaning that can be mapped: use {known}.</source>
        <translation>{file}：{meaning} 不是可映射的含义：请使用 {known}。</translation>
    </message>
    <message>
        <source>{file}: {name} needs a kind: one of {known}.</source>
        <translation>{file}：{name} 需要 kind，取值为 {known} 之一。</translation>
    </message>
    <message>
        <source>{file}: {place} answers to the name {name}, and so does {other}.</source>
        <translation>{file}：{place} 的名称“{name}”与 {other} 重复。</translation>
    </message>
    <message>
        <source>{file}: {place} asks about {name}, which only a later section shows: move it up.</source>
        <translation>{file}：{place} 的条件用到了 {name}，而该项由后面的条件才显示，请把那一条移到前面。</translation>
    </message>
    <message>
        <source>{file}: {place} compares a date with a number.</source>
        <translation>{file}：{place} 将日期与数字相比较。</translation>
    </message>
    <message>
        <source>{file}: {place} has the key {key}, which is not understood.</source>
        <translation>{file}：{place} 中的键 {key} 无法识别。</translation>
    </message>
    <message>
        <source>{file}: {place} has {name}, which stands in another group already.</source>
        <translation>{file}：{place} 中的 {name} 已在另一分组中。</translation>
    </message>
    <message>
        <source>{file}: {place} lacks the key {key}.</source>
        <translation>{file}：{place} 缺少键 {key}。</translation>
    </message>
    <message>
        <source>{file}: {place} must be a list of texts.</source>
        <translation>{file}：{place} 应为文本列表。</translation>
    </message>
    <message>
        <source>{file}: {place} must be an object or true.</source>
        <translation>{file}：{place} 应为对象或 true。</translation>
    </message>
    <message>
        <source>{file}: {place} must be an object.</source>
        <translation>{file}：{place} 应为对象。</translation>
    </message>
    <message>
        <source>{file}: {place} names the dictionary {name}, which does not exist.</source>
        <translation>{file}：{place} 引用的字典 {name} 不存在。</translation>
    </message>
    <message>
        <source>{file}: {place} names {name}, which is not known there.</source>
        <translation>{file}：{place} 引用了未知的 {name}。</translation>
    </message>
    <message>
        <source>{file}: {place} stands in no group of form.x-groups.</source>
        <translation>{file}：{place} 不在 form.x-groups 的任何分组中。</translation>
    </message>
    <message>
        <source>{file}: {source} row {row} was not found on the same ground as {other}: check the import again and decide anew.</source>
        <translation>{file}：{source}第{row}行与{other}未发现重合：请重新检查导入后再认定。</translation>
    </message>
    <message>
        <source>{file}: {value} cannot be {key}: give a number above 0, at most {most}.</source>
        <translation>{file}：{key} 不能是 {value}：请填大于 0、不超过 {most} 的数。</translation>
    </message>
    <message>
        <source>{file}: {value} cannot be {key}: give a number from {least} to {most}.</source>
        <translation>{file}：{key} 不能是 {value}：请填 {least} 到 {most} 之间的数。</translation>
    </message>
    <message>
        <source>{file}: {value} cannot be {key}: give a number from {low} to {high}.</source>
        <translation>{file}：{key}不能是{value}：请填{low}到{high}之间的数。</translation>
    </message>
    <message>
        <source>{file}: {value} cannot be {key}: write a proposal for each relation.</source>
        <translation>{file}：{key} 不能是 {value}：请按关系逐一写明建议。</translation>
    </message>
    <message>
        <source>{file}: {value} cannot be {key}: write true or false.</source>
        <translation>{file}：{key} 不能是 {value}：请写 true 或 false。</translation>
    </message>
    <message>
        <source>{file}: {value} is not a year.</source>
        <translation>{file}：{value} 不是年份。</translation>
    </message>
    <message>
        <source>{first}, and {second}</source>
        <translation>{first}，且{second}</translation>
    </message>
    <message>
        <source>{flag}: a person decides</source>
        <translation>{flag}：由人决定</translation>
    </message>
    <message>
        <source>{flag}: {sentence}</source>
        <translation>{flag}：{sentence}</translation>
    </message>
    <message>
        <source>{folder} is not there: was the package moved?</source>
        <translation>{folder} 不存在：成果包是否被移走？</translation>
    </message>
    <message>
        <source>{forms} forms with {parcels} parcels printed</source>
        <translation>已生成 {forms} 份签字表，共 {parcels} 个图斑</translation>
    </message>
    <message>
        <source>{forms} forms with {parcels} parcels printed to {path}.</source>
        <translation>已打印 {forms} 份签字表，共 {parcels} 个图斑：{path}。</translation>
    </message>
    <message>
        <source>{given} names {count} red lines: give the id of one; there are {known}.</source>
        <translation>“{given}”对应 {count} 条红线：请填写其中一条的编号；现有 {known}。</translation>
    </message>
    <message>
        <source>{gone} parcels accepted after demolition and {left} with a building drawn as left, compared on {pairs} pairs of images</source>
        <translation>拆除后验收合格{gone}处、勾绘有建筑残留{left}处，涉及{pairs}对影像</translation>
    </message>
    <message>
        <source>{group}  {answered}/{asked}</source>
        <translation>{group}  {answered}/{asked}</translation>
    </message>
    <message>
        <source>{group} is not the id of a group of events.</source>
        <translation>{group} 不是批次编号。</translation>
    </message>
    <message>
        <source>{heading}: {count} of {all} parcels have none issued.</source>
        <translation>{heading}：{all} 个图斑中 {count} 个未下发该面积，未计入合计。</translation>
    </message>
    <message>
        <source>{hold} since {when}: {reason}</source>
        <translation>{hold}（{when} 起）：{reason}</translation>
    </message>
    <message>
        <source>{inside} of the first {count} parcels lie inside the county.</source>
        <translation>前 {count} 个图斑中有 {inside} 个位于县界内。</translation>
    </message>
    <message>
        <source>{inside} of {total} sampled parcels lie in the county&apos;s outline</source>
        <translation>抽查的 {total} 个图斑有 {inside} 个落在本县范围内</translation>
    </message>
    <message>
        <source>{involved} involved + {clear} not involved + {outside} no data + {unscreened} not screened = {all} parcels; {area} m²</source>
        <translation>涉及 {involved} + 不涉及 {clear} + 无数据 {outside} + 未套合 {unscreened} = 图斑 {all} 个；{area} 平方米</translation>
    </message>
    <message>
        <source>{job} failed: {reason}</source>
        <translation>{job}失败：{reason}</translation>
    </message>
    <message>
        <source>{job}: cancelled, nothing was written.</source>
        <translation>{job}：已取消，未写入任何内容。</translation>
    </message>
    <message>
        <source>{job}: done.</source>
        <translation>{job}：完成。</translation>
    </message>
    <message>
        <source>{key} cannot be written: it is of the wrong kind.</source>
        <translation>{key} 无法写入：值的类型不对。</translation>
    </message>
    <message>
        <source>{key} holds characters that cannot be written.</source>
        <translation>{key} 中有无法写入的字符。</translation>
    </message>
    <message>
        <source>{key} is not a field of a finding.</source>
        <translation>{key} 不是认定意见的字段。</translation>
    </message>
    <message>
        <source>{key} is something only the ledger itself says.</source>
        <translation>{key} 只能由台账自己写入，不能由外部给出。</translation>
    </message>
    <message>
        <source>{key} of the ledger is {found}, it was created with {told}</source>
        <translation>台账的 {key} 为 {found}，建立时为 {told}</translation>
    </message>
    <message>
        <source>{kind} package made, code {code}</source>
        <translation>生成{kind}，编码 {code}</translation>
    </message>
    <message>
        <source>{kind} {area} m²</source>
        <translation>{kind} {area} 平方米</translation>
    </message>
    <message>
        <source>{kind}, {area} m², is no longer there; the drawing stays in the journal.</source>
        <translation>{kind}，{area} 平方米，现场已不存在；勾绘记录保留在日志中。</translation>
    </message>
    <message>
        <source>{label} (does not fit)</source>
        <translation>{label}（不适用）</translation>
    </message>
    <message>
        <source>{label} (key {digit})</source>
        <translation>{label}（{digit} 键）</translation>
    </message>
    <message>
        <source>{label} ({count})</source>
        <translation>{label}（{count}）</translation>
    </message>
    <message>
        <source>{label}: {m2} m², {mu} mu</source>
        <translation>{label}：{m2} 平方米，{mu} 亩</translation>
    </message>
    <message>
        <source>{layers}: the layer has no class field; its whole ground ({area} m²) counts as village (203).</source>
        <translation>{layers}：图层没有城镇村属性码字段，其全部范围（{area} 平方米）按村庄（203）计。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}) does not cover {area} m² ({share} %) of the parcel: nothing can be said there.</source>
        <translation>{layer}（{vintage}）未覆盖本图斑 {area} 平方米（{share} %），该部分无法判断。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): KCXS read as a ratio; highest value {highest}, lowest {lowest}.</source>
        <translation>{layer}（{vintage}）：扣除系数 KCXS 按小数读取；最大值 {highest}，最小值 {lowest}。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): KCXS read as per cent; highest value {highest}, lowest {lowest}.</source>
        <translation>{layer}（{vintage}）：扣除系数 KCXS 按百分数读取；最大值 {highest}，最小值 {lowest}。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): overlapping polygons could not be united and their ground counts twice; the figures are what is shared at most: mend the layer and screen again.</source>
        <translation>{layer}（{vintage}）：相互重叠的图形无法合并，重叠部分被重复计算，数值为“至多”；请修复图层后重新套合。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): polygon {fid} could not be cut ({reason}) and is missing from the figures, which are what is shared at least: mend the polygon or the parcel and screen again.</source>
        <translation>{layer}（{vintage}）：第 {fid} 号图形无法切割（{reason}），未计入，数值为“至少”；请修复该图形或图斑后重新套合。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): the land use overlaps itself by {area} m²; its land classes are scaled to the ground there is, and cropland is between {least} and {most} m²: have the layer mended and screen again.</source>
        <translation>{layer}（{vintage}）：地类图斑自身重叠 {area} 平方米；各地类按实际占地比例折算，耕地在 {least} 至 {most} 平方米之间，存疑；请修复图层后重新套合。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): the land use overlaps itself by {area} m²; its land classes are scaled to the ground there is.</source>
        <translation>{layer}（{vintage}）：地类图斑自身重叠 {area} 平方米；各地类按实际占地比例折算。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): the parcel&apos;s polygon is invalid and was not screened ({reason}): mend it and screen again.</source>
        <translation>{layer}（{vintage}）：图斑图形无效，未套合（{reason}）；请修复图形后重新套合。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): the ridge coefficients (KCXS) were read as per cent, for the highest is {highest}, but the lowest is {lowest}: some may be ratios. Look into the layer; cropland without ridges is in doubt.</source>
        <translation>{layer}（{vintage}）：扣除系数（KCXS）因最大值为 {highest} 按百分数读取，但最小值为 {lowest}，可能混有小数；请核对图层，扣除田坎后的耕地面积存疑。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): the ridge coefficients (KCXS) were read as ratios, for the highest is {highest}, but more than half as ridges is unlikely: they may be per cent. Look into the layer; cropland without ridges is in doubt.</source>
        <translation>{layer}（{vintage}）：扣除系数（KCXS）因最大值为 {highest} 按小数读取，但田坎不太可能超过一半，可能是百分数；请核对图层，扣除田坎后的耕地面积存疑。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): what is left uncovered could not be cut out; its area is a difference of areas and its width is not known.</source>
        <translation>{layer}（{vintage}）：未覆盖部分无法切出，其面积为面积之差，宽度不明。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): {area} m² are of classes the rules do not know ({codes}); they count as unknown.</source>
        <translation>{layer}（{vintage}）：有 {area} 平方米的地类编码（{codes}）不在规则中，单列为未知地类。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): {count}</source>
        <translation>{layer}（{vintage}）{count} 个</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): {count} slivers under {limit} m² were dropped, {area} m² in all.</source>
        <translation>{layer}（{vintage}）：舍去 {count} 个小于 {limit} 平方米的碎片，共 {area} 平方米。</translation>
    </message>
    <message>
        <source>{layer} ({vintage}): {note}</source>
        <translation>{layer}（{vintage}）：{note}</translation>
    </message>
    <message>
        <source>{layer} is not the name of a table: write LAYER as schema.table, or schema.table(geometry).</source>
        <translation>{layer} 不是表名：请把“图层”写成 模式.表名，或 模式.表名(几何列)。</translation>
    </message>
    <message>
        <source>{left} ({left_value} {unit}) is less than {right} ({right_value} {unit}).</source>
        <translation>{left}（{left_value} {unit}）小于{right}（{right_value} {unit}）。</translation>
    </message>
    <message>
        <source>{left} ({left_value} {unit}) is more than {right} ({right_value} {unit}).</source>
        <translation>{left}（{left_value} {unit}）大于{right}（{right_value} {unit}）。</translation>
    </message>
    <message>
        <source>{left} ({left_value} {unit}) must be less than {right} ({right_value} {unit}).</source>
        <translation>{left}（{left_value} {unit}）应小于{right}（{right_value} {unit}）。</translation>
    </message>
    <message>
        <source>{left} ({left_value} {unit}) must be more than {right} ({right_value} {unit}).</source>
        <translation>{left}（{left_value} {unit}）应大于{right}（{right_value} {unit}）。</translation>
    </message>
    <message>
        <source>{left} ({left_value}) and {right} ({right_value}) are not the same date.</source>
        <translation>{left}（{left_value}）与{right}（{right_value}）不是同一天。</translation>
    </message>
    <message>
        <source>{left} ({left_value}) and {right} ({right_value}) differ by {difference} {unit}.</source>
        <translation>{left}（{left_value}）与{right}（{right_value}）相差 {difference} {unit}。</translation>
    </message>
    <message>
        <source>{left} ({left_value}) is earlier than {right} ({right_value}).</source>
        <translation>{left}（{left_value}）早于{right}（{right_value}）。</translation>
    </message>
    <message>
        <source>{left} ({left_value}) is later than {right} ({right_value}).</source>
        <translation>{left}（{left_value}）晚于{right}（{right_value}）。</translation>
    </message>
    <message>
        <source>{left} ({left_value}) must be after {right} ({right_value}).</source>
        <translation>{left}（{left_value}）应晚于{right}（{right_value}）。</translation>
    </message>
    <message>
        <source>{left} ({left_value}) must be before {right} ({right_value}).</source>
        <translation>{left}（{left_value}）应早于{right}（{right_value}）。</translation>
    </message>
    <message>
        <source>{length} km</source>
        <translation>{length} 千米</translation>
    </message>
    <message>
        <source>{length} m</source>
        <translation>{length} 米</translation>
    </message>
    <message>
        <source>{light}: {percent} % of the time is used</source>
        <translation>{light}：时间已用 {percent} %</translation>
    </message>
    <message>
        <source>{login}: no access</source>
        <translation>{login}：无权限</translation>
    </message>
    <message>
        <source>{login}: {access}, {places}</source>
        <translation>{login}：{access}，{places}</translation>
    </message>
    <message>
        <source>{lost} of {count} control buildings, which stand, would be read as gone: more than {limit} %.</source>
        <translation>{count} 处仍在的对照建筑中有 {lost} 处会被判读为已拆除，超过 {limit}%。</translation>
    </message>
    <message>
        <source>{m2} m² ({mu} mu)</source>
        <translation>{m2} 平方米（{mu} 亩）</translation>
    </message>
    <message>
        <source>{made} packages made in {folder}, {blocked} held back: the report says what they lack.</source>
        <translation>已在 {folder} 生成 {made} 个成果包，暂缓 {blocked} 个：所缺内容见报告。</translation>
    </message>
    <message>
        <source>{made} packages made in {folder}.</source>
        <translation>已在 {folder} 生成 {made} 个成果包。</translation>
    </message>
    <message>
        <source>{made} packages made, {blocked} held back: the report says what they lack.</source>
        <translation>生成 {made} 个成果包，暂缓 {blocked} 个：所缺内容见报告。</translation>
    </message>
    <message>
        <source>{match} is not a way to match photos: choose auto, gps or filename.</source>
        <translation>{match} 不是照片对应方式：请选择 auto、gps 或 filename。</translation>
    </message>
    <message>
        <source>{meaning}: {field} was taken by its name, but {why}</source>
        <translation>{meaning}：按字段名取用 {field}，但{why}</translation>
    </message>
    <message>
        <source>{merged} parcels taken over from {events} events of the copy.</source>
        <translation>从副本的 {events} 条事件并入 {merged} 个图斑。</translation>
    </message>
    <message>
        <source>{metres} m</source>
        <translation>{metres} 米</translation>
    </message>
    <message>
        <source>{minutes} minutes ahead of satellite time</source>
        <translation>比卫星时间快 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{minutes} minutes behind satellite time</source>
        <translation>比卫星时间慢 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{mu} mu ({percent} %) are covered by {role}: check the document and its term.</source>
        <translation>有 {mu} 亩（{percent}%）已有{role}：建议核对批文及期限。</translation>
    </message>
    <message>
        <source>{mu} mu ({percent} %) lie outside {role}: check whether the plan allows the use.</source>
        <translation>有 {mu} 亩（{percent}%）在{role}范围之外：建议核对规划是否允许。</translation>
    </message>
    <message>
        <source>{mu} mu ({percent} %) of the site are not covered by the layer {role}: there nothing can be said.</source>
        <translation>地块有 {mu} 亩（{percent}%）没有{role}数据覆盖：该部分无法判断。</translation>
    </message>
    <message>
        <source>{mu} mu ({percent} %) overlap {role}: check it.</source>
        <translation>与{role}重叠 {mu} 亩（{percent}%）：建议核对。</translation>
    </message>
    <message>
        <source>{mu} mu ({share} %) lie beyond the approvals, mean width {width} m: perhaps a sliver.</source>
        <translation>批准范围之外 {mu} 亩（{share} %），平均宽度 {width} 米，疑似边角细缝。</translation>
    </message>
    <message>
        <source>{mu} mu ({share} %) lie beyond the approvals, mean width {width} m: perhaps more was used than approved.</source>
        <translation>批准范围之外 {mu} 亩（{share} %），平均宽度 {width} 米，疑似批少建多。</translation>
    </message>
    <message>
        <source>{mu} mu · {m2} m²</source>
        <translation>{mu} 亩 · {m2} 平方米</translation>
    </message>
    <message>
        <source>{name}
from {path}
registered {when} by {who}</source>
        <translation>{name}
来源 {path}
{when} 由 {who} 登记</translation>
    </message>
    <message>
        <source>{name} (no longer in use)</source>
        <translation>{name}（已停用）</translation>
    </message>
    <message>
        <source>{name} (recorded by {actor})</source>
        <translation>{name}（{actor} 登记）</translation>
    </message>
    <message>
        <source>{name} ({code})</source>
        <translation>{name}（{code}）</translation>
    </message>
    <message>
        <source>{name} ({day})</source>
        <translation>{name}（{day}）</translation>
    </message>
    <message>
        <source>{name} ({kind})</source>
        <translation>{name}（{kind}）</translation>
    </message>
    <message>
        <source>{name} ({place})</source>
        <translation>{name}（{place}）</translation>
    </message>
    <message>
        <source>{name} ({vintage})</source>
        <translation>{name}（{vintage}）</translation>
    </message>
    <message>
        <source>{name} ({vintage}) no longer counts: what it said of parcels stays in the ledger with who retired it and why, but new results leave it out. It cannot be taken back; a layer registered by mistake is registered again.</source>
        <translation>{name}（{vintage}）停用后不再计入：它对图斑的套合结果连同停用人和理由留在台账中，新结果不再包含。停用不能撤销；误停用的，重新登记即可。</translation>
    </message>
    <message>
        <source>{name} and {count} more</source>
        <translation>{name}等另外{count}个</translation>
    </message>
    <message>
        <source>{name} failed its own check ({reason}): nothing was written.</source>
        <translation>{name} 未通过自检（{reason}）：未写入任何内容。</translation>
    </message>
    <message>
        <source>{name} has no CRS (no .prj?) and its coordinates (about {x}, {y}) do not tell one: set CRS.</source>
        <translation>{name} 没有坐标系（缺 .prj？），从坐标（约 {x}, {y}）也无法判断：请指定“坐标系”（CRS）。</translation>
    </message>
    <message>
        <source>{name} has no CRS: set CRS.</source>
        <translation>{name} 没有坐标系：请指定“坐标系”（CRS）。</translation>
    </message>
    <message>
        <source>{name} has no closed polylines and no hatches ({found}): draw the parcels as closed polylines.</source>
        <translation>{name} 没有闭合多段线和填充（{found}）：请把图斑画成闭合多段线。</translation>
    </message>
    <message>
        <source>{name} has no coordinates in the first {count} rows (its columns: {columns}): it needs a column 范围WKT or 坐标串, or the columns 经度 and 纬度.</source>
        <translation>{name} 的前 {count} 行里没有坐标（列为：{columns}）：需要“范围WKT”或“坐标串”列，或“经度”“纬度”两列。</translation>
    </message>
    <message>
        <source>{name} has no layer {layer}: it has {layers}.</source>
        <translation>{name} 中没有图层 {layer}：只有 {layers}。</translation>
    </message>
    <message>
        <source>{name} has no plots in its coordinate section.</source>
        <translation>{name} 的坐标段中没有地块。</translation>
    </message>
    <message>
        <source>{name} has no polygon layer (its layers: {layers}).</source>
        <translation>{name} 中没有面图层（现有图层：{layers}）。</translation>
    </message>
    <message>
        <source>{name} has no polygons ({kind}): choose a polygon layer.</source>
        <translation>{name} 中没有面（{kind}）：请选择面图层。</translation>
    </message>
    <message>
        <source>{name} has no polygons.</source>
        <translation>{name} 没有面要素。</translation>
    </message>
    <message>
        <source>{name} has no section of polygons (PolygonBegin): it is not whole, or holds none.</source>
        <translation>{name} 没有面要素段（PolygonBegin）：文件不完整，或不含面。</translation>
    </message>
    <message>
        <source>{name} has several polygon layers: set LAYER to one of {layers}, or to * for all of them.</source>
        <translation>{name} 有多个面图层：请把“图层”（LAYER）设为 {layers} 之一，或设为 * 读取全部。</translation>
    </message>
    <message>
        <source>{name} has this identity number already: one person is entered once, with every role.</source>
        <translation>{name} 已登记此身份证号：同一人只登记一次，多个角色都记在其名下。</translation>
    </message>
    <message>
        <source>{name} holds no point below its plot lines: have it written again with its coordinates.</source>
        <translation>{name} 的地块行下面没有界址点：请重新导出带坐标的文件。</translation>
    </message>
    <message>
        <source>{name} holds several layers: unpack it and choose the file.</source>
        <translation>{name} 内有多个图层：请先解压，再选其中的文件。</translation>
    </message>
    <message>
        <source>{name} is a detached signature, not checked here</source>
        <translation>{name} 是独立签名文件，此处不作验证</translation>
    </message>
    <message>
        <source>{name} is a list of boundary points, one to a row: write the outline of a parcel into one cell (x,y;x,y;…) or give a boundary-point TXT.</source>
        <translation>{name} 是一行一个点的界址点表：请把一个图斑的轮廓写在一个单元格里（x,y;x,y;…），或给出界址点 TXT。</translation>
    </message>
    <message>
        <source>{name} is a number, not a name.</source>
        <translation>{name} 是号码，不是姓名。</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name}为空。</translation>
    </message>
    <message>
        <source>{name} is empty: give a path.</source>
        <translation>{name} 为空：请填写路径。</translation>
    </message>
    <message>
        <source>{name} is empty: it has no features.</source>
        <translation>{name} 是空的：没有要素。</translation>
    </message>
    <message>
        <source>{name} is in {datum}, but neither its header nor its eastings name the zone: set CRS.</source>
        <translation>{name} 采用 {datum}，但文件头和横坐标都没有带号：请设置 CRS。</translation>
    </message>
    <message>
        <source>{name} is in {datum}, which differs from CGCS2000 by tens of metres: have it converted with the province&apos;s parameters and import the CGCS2000 file, or give the parameters as TRANSFORMATION.</source>
        <translation>{name} 采用 {datum}，与 CGCS2000 相差数十米：请用省级转换参数转换后导入 CGCS2000 文件，或在“转换参数”（TRANSFORMATION）中填写参数。</translation>
    </message>
    <message>
        <source>{name} is larger than {most} MB, which no boundary-point file is: check what it is, or divide it.</source>
        <translation>{name} 超过 {most} MB，不像界址点文件：请核对，或拆分后再导入。</translation>
    </message>
    <message>
        <source>{name} is no GeoJSON: it holds other settings or data.</source>
        <translation>{name} 不是 GeoJSON：里面是别的设置或数据。</translation>
    </message>
    <message>
        <source>{name} is no table of a database that is named by its address: give {example} and LAYER as schema.table.</source>
        <translation>{name} 不是用地址指明的数据库表：请填写 {example}，并把“图层”写成 模式.表名。</translation>
    </message>
    <message>
        <source>{name} is not a VCT file: it does not begin with HeadBegin.</source>
        <translation>{name} 不是 VCT 文件：没有 HeadBegin。</translation>
    </message>
    <message>
        <source>{name} is not a boundary-point file: it has no section [地块坐标].</source>
        <translation>{name} 不是界址点坐标文件：没有 [地块坐标] 段。</translation>
    </message>
    <message>
        <source>{name} is not in the toolbox: is Processing switched on?</source>
        <translation>工具箱中没有 {name}：“处理”插件是否已启用？</translation>
    </message>
    <message>
        <source>{name} is not the text it was stored as</source>
        <translation>{name} 的内容与存入时不同</translation>
    </message>
    <message>
        <source>{name} is not there: this is not a package of ours</source>
        <translation>没有 {name}：不是本软件的成果包</translation>
    </message>
    <message>
        <source>{name} is retired: its results of {count} parcels no longer count; screen them again.</source>
        <translation>“{name}”已停用：它对 {count} 个图斑的结果不再计入，请重新套合。</translation>
    </message>
    <message>
        <source>{name} is {value}, which is no date: write it as 2026-07-03.</source>
        <translation>{name} 为 {value}，不是日期：请写成 2026-07-03。</translation>
    </message>
    <message>
        <source>{name} lies outside the ledger&apos;s CRS {crs}: {reason}; check CRS and the choice of file.</source>
        <translation>{name} 位于台账坐标系 {crs} 之外：{reason}；请检查“坐标系”（CRS） 和所选文件。</translation>
    </message>
    <message>
        <source>{name} needs room for a temporary copy in {folder} ({reason}): free some space there.</source>
        <translation>{name} 需要在 {folder} 存放临时数据（{reason}）：请清理磁盘空间。</translation>
    </message>
    <message>
        <source>{name} no longer answers here: {slot}</source>
        <translation>{name} 不再承担：{slot}</translation>
    </message>
    <message>
        <source>{name} no longer belongs to this parcel.</source>
        <translation>{name} 将不再属于本图斑。</translation>
    </message>
    <message>
        <source>{name} was changed or removed after the checks: have it checked again.</source>
        <translation>{name}在检查之后被改动或移走：请重新检查。</translation>
    </message>
    <message>
        <source>{name} was left by the operating system</source>
        <translation>{name} 是操作系统留下的文件</translation>
    </message>
    <message>
        <source>{name} was not closed last time ({who}): the program or the computer stopped; everything that was shown as saved is in it.</source>
        <translation>{name} 上次没有正常关闭（{who}）：当时程序或电脑中断；凡显示“已保存”的都已在台账中。</translation>
    </message>
    <message>
        <source>{name} {value} means no one image: registered are {known}.</source>
        <translation>{name}的{value}不能确定一幅影像：已登记的有{known}。</translation>
    </message>
    <message>
        <source>{name} · another role</source>
        <translation>{name} · 其他身份</translation>
    </message>
    <message>
        <source>{name}, page {sheet}: page {page} of form {form}, {count} parcels</source>
        <translation>{name} 第 {sheet} 页：签字表 {form} 第 {page} 页，{count} 个图斑</translation>
    </message>
    <message>
        <source>{name}, page {sheet}: page {page} of the form was scanned before ({earlier}); look at both.</source>
        <translation>{name} 第 {sheet} 页：该表第 {page} 页此前已扫描（{earlier}），请对照查看。</translation>
    </message>
    <message>
        <source>{name}, page {sheet}: {reason}</source>
        <translation>{name} 第 {sheet} 页：{reason}</translation>
    </message>
    <message>
        <source>{name}, row {row}</source>
        <translation>{name}，第 {row} 行</translation>
    </message>
    <message>
        <source>{name}, {size} kB
{caption}
SHA-256 {hash}</source>
        <translation>{name}，{size} kB
{caption}
SHA-256 {hash}</translation>
    </message>
    <message>
        <source>{name}: KML is degrees of WGS 84 by definition, but map applications often write shifted ones (GCJ-02), some hundred metres off: compare a parcel with the imagery</source>
        <translation>{name}：KML 按规定是 WGS 84 经纬度，但地图软件常写偏移坐标（GCJ-02），差几百米：请拿一个图斑与影像对照</translation>
    </message>
    <message>
        <source>{name}: a link, which is not followed</source>
        <translation>{name}：是链接，不跟随</translation>
    </message>
    <message>
        <source>{name}: all layers were read ({layers}): set LAYER to read one of them</source>
        <translation>{name}：读取了全部图层（{layers}）：只读其中一个请设置 “图层”（LAYER）</translation>
    </message>
    <message>
        <source>{name}: complete</source>
        <translation>{name}：已齐</translation>
    </message>
    <message>
        <source>{name}: fieldwork, {campaign}</source>
        <translation>{name}外业核查：{campaign}</translation>
    </message>
    <message>
        <source>{name}: four plane parameters need metres, but the layer is in degrees: give TRANSFORMATION as a PROJ pipeline.</source>
        <translation>{name}：平面四参数要求坐标以米为单位，而该图层以度为单位：请以 PROJ 管线填写转换参数（TRANSFORMATION）。</translation>
    </message>
    <message>
        <source>{name}: it holds only points, which beside parcels are their centres; if they are clues, import it by itself</source>
        <translation>{name}：只有点，与图斑放在一起时按图斑中心点处理；如果是线索点，请单独导入</translation>
    </message>
    <message>
        <source>{name}: its coordinates are in {unit} (K kilometres, S degrees-minutes-seconds), which is not read: have it written in metres (M) or degrees (D).</source>
        <translation>{name}：坐标单位为 {unit}（K 公里，S 度分秒），不支持读取：请改用米（M）或度（D）输出。</translation>
    </message>
    <message>
        <source>{name}: its head gives an offset of the coordinates ({offset}), which programs apply differently: have it written with Offset:0,0.</source>
        <translation>{name}：文件头写有坐标偏移量（{offset}），各软件用法不一：请以 Offset:0,0 重新输出。</translation>
    </message>
    <message>
        <source>{name}: line {line} is longer than {most} bytes: this is no VCT file, or it is damaged.</source>
        <translation>{name}：第 {line} 行超过 {most} 字节：不是 VCT 文件，或文件已损坏。</translation>
    </message>
    <message>
        <source>{name}: long numbers were rounded by the spreadsheet (1.3E+17) and are no codes any more (rows {rows}): have those columns sent as text</source>
        <translation>{name}：长数字已被电子表格四舍五入（1.3E+17），不再是编号（第 {rows} 行）：请对方把这些列改为文本重发</translation>
    </message>
    <message>
        <source>{name}: missing {fields}</source>
        <translation>{name}：缺 {fields}</translation>
    </message>
    <message>
        <source>{name}: not a boundary-point file</source>
        <translation>{name}：不是界址点坐标文件</translation>
    </message>
    <message>
        <source>{name}: not asked for this finding</source>
        <translation>{name}：此认定意见不要求</translation>
    </message>
    <message>
        <source>{name}: package code {code}</source>
        <translation>{name}：验证码 {code}</translation>
    </message>
    <message>
        <source>{name}: the TRANSFORMATION puts the parcels at about {x}, {y}, which is no CGCS2000 place in China: it must give the easting (or the longitude in degrees) first.</source>
        <translation>{name}：转换参数（TRANSFORMATION）把图斑移到约 {x}, {y}，不是中国境内的 CGCS2000 坐标：结果应以横坐标（或以度为单位的经度）在前。</translation>
    </message>
    <message>
        <source>{name}: the headings stand in row {row}; what stands above them was not read</source>
        <translation>{name}：表头在第 {row} 行，其上的内容没有读取</translation>
    </message>
    <message>
        <source>{name}: the layer {layer} is a view, which is not run: export it as a layer of its own.</source>
        <translation>{name}：图层 {layer} 是视图，不予执行：请把它导出为单独的图层。</translation>
    </message>
    <message>
        <source>{name}: the numbers do not fit the chosen CRS {crs} ({reason}): leave CRS empty or choose {system}.</source>
        <translation>{name}：数值与指定的坐标系 {crs} 不符（{reason}）：请将“坐标系”（CRS）留空或选 {system}。</translation>
    </message>
    <message>
        <source>{name}: the same data as {other}</source>
        <translation>{name}：与 {other} 数据相同</translation>
    </message>
    <message>
        <source>{name}: what is no outline was left out ({found})</source>
        <translation>{name}：略去了不是轮廓的对象（{found}）</translation>
    </message>
    <message>
        <source>{name}: with {system} {better} of {total} sampled parcels lie in the county, with {crs}, as concluded, {inside}: set CRS to the right one.</source>
        <translation>{name}：按 {system} 抽查的 {total} 个图斑有 {better} 个落在本县，而按判定的 {crs} 只有 {inside} 个：请在“坐标系”（CRS）中指定正确的一个。</translation>
    </message>
    <message>
        <source>{name}: {count} images laid over the map were left out</source>
        <translation>{name}：略去 {count} 个叠加图片</translation>
    </message>
    <message>
        <source>{name}: {count} links to other KML files were not followed: give those files too</source>
        <translation>{name}：有 {count} 个指向其他 KML 的链接没有跟随：请一并给出那些文件</translation>
    </message>
    <message>
        <source>{name}: {count} signatures recorded</source>
        <translation>{name}：已登记 {count} 个签字</translation>
    </message>
    <message>
        <source>{name}: {crs} has no zone that CGCS2000 has too: have the data converted to CGCS2000.</source>
        <translation>{name}：{crs} 的投影带在 CGCS2000 中没有对应带，请将数据转换为 CGCS2000 后再导入。</translation>
    </message>
    <message>
        <source>{name}: {verdict}</source>
        <translation>{name}：{verdict}</translation>
    </message>
    <message>
        <source>{name}: {verdict} ({level}).</source>
        <translation>{name}：{verdict}（{level}）。</translation>
    </message>
    <message>
        <source>{name}: {width} x {height} pixels, made coarser to fit a phone.</source>
        <translation>{name}：{width} x {height} 像素，已降低分辨率以便手机显示。</translation>
    </message>
    <message>
        <source>{name}: {width} x {height} pixels.</source>
        <translation>{name}：{width} x {height} 像素。</translation>
    </message>
    <message>
        <source>{new} is not after the present date {due}: an extension can only be later.</source>
        <translation>{new} 不晚于现在的期限 {due}：延期只能往后延。</translation>
    </message>
    <message>
        <source>{node} extended: {was} → {day}</source>
        <translation>{node}延期：{was} → {day}</translation>
    </message>
    <message>
        <source>{node} has a deadline already: extend or close it.</source>
        <translation>{node}已经有期限了：请延期或办结。</translation>
    </message>
    <message>
        <source>{node}: by {day}</source>
        <translation>{node}：期限 {day}</translation>
    </message>
    <message>
        <source>{node}: due on {day}</source>
        <translation>{node}：{day}到期</translation>
    </message>
    <message>
        <source>{node}: met on {day}</source>
        <translation>{node}：{day} 完成</translation>
    </message>
    <message>
        <source>{notice} closed on {day}</source>
        <translation>{notice} 于 {day} 办结</translation>
    </message>
    <message>
        <source>{notice} issued</source>
        <translation>下达{notice}</translation>
    </message>
    <message>
        <source>{notice} served</source>
        <translation>送达{notice}</translation>
    </message>
    <message>
        <source>{numbers} lie on the same ground: {area} m² ({mu} mu) in common, counted once.</source>
        <translation>{numbers} 落在同一地块上：共同面积 {area} 平方米（{mu} 亩），只计一次。</translation>
    </message>
    <message>
        <source>{number}  {name}</source>
        <translation>{number}  {name}</translation>
    </message>
    <message>
        <source>{number} ({batch})</source>
        <translation>{number}（{batch}）</translation>
    </message>
    <message>
        <source>{number} ({batch}, {status})</source>
        <translation>{number}（{batch}，{status}）</translation>
    </message>
    <message>
        <source>{number} ({name}) refused: {why}</source>
        <translation>{number}（{name}）未登记：{why}</translation>
    </message>
    <message>
        <source>{number} cannot be transformed to {crs}.</source>
        <translation>{number} 无法转换到 {crs}。</translation>
    </message>
    <message>
        <source>{number} compared.</source>
        <translation>{number} 已比对。</translation>
    </message>
    <message>
        <source>{number} compared: {suggestion}</source>
        <translation>{number} 已比对：{suggestion}</translation>
    </message>
    <message>
        <source>{number} counts with {other}</source>
        <translation>{number}计入{other}</translation>
    </message>
    <message>
        <source>{number} is not a telephone number: write a mobile number, or a landline with its area code such as 0310-1234567.</source>
        <translation>{number} 不是电话号码：请填手机号，或带区号的座机号，例如 0310-1234567。</translation>
    </message>
    <message>
        <source>{number} is on no form: {why}</source>
        <translation>{number} 未列入签字表：{why}</translation>
    </message>
    <message>
        <source>{number} was not complied with: put the parcel on the list for forced demolition</source>
        <translation>{number} 逾期未履行：将本图斑列入强制拆除清单</translation>
    </message>
    <message>
        <source>{number} · {area} mu</source>
        <translation>{number} · {area} 亩</translation>
    </message>
    <message>
        <source>{number}. Scan or photograph the whole page with its QR code and put it into the folder of scans; do not fold, cover or stamp the QR code.</source>
        <translation>{number}. 签完后将整页（含二维码）扫描或拍照，放入扫描件文件夹；二维码处请勿折叠、遮挡或盖章。</translation>
    </message>
    <message>
        <source>{number}: both sides set a deadline {node}; both stand now, close the one that does not hold.</source>
        <translation>{number}：两边都设了{node}期限，现有两条，请办结不适用的一条。</translation>
    </message>
    <message>
        <source>{number}: it is split already; choose its parts to split them further.</source>
        <translation>{number}：已经拆分过；如需再拆，请选择其拆分地块。</translation>
    </message>
    <message>
        <source>{number}: no two images fit: one from before and one from after (since the claimed demolition) must cover the parcel.</source>
        <translation>{number}：没有合适的两期影像，须各有一幅前时相、后时相（拆除之后）覆盖图斑。</translation>
    </message>
    <message>
        <source>{number}: nothing new to measure: same images, control buildings and profile as before.</source>
        <translation>{number}：影像、对照建筑和口径都没有变，无须重新量测。</translation>
    </message>
    <message>
        <source>{number}: recorded</source>
        <translation>{number}：已登记</translation>
    </message>
    <message>
        <source>{number}: recorded: {step}</source>
        <translation>{number}：{step}，已登记</translation>
    </message>
    <message>
        <source>{number}: returned</source>
        <translation>{number}：已退回</translation>
    </message>
    <message>
        <source>{number}: saved · seq {seq}</source>
        <translation>{number}：已保存 · 第 {seq} 条</translation>
    </message>
    <message>
        <source>{number}: the clue {clue} was found to be another parcel on the other side: look at it again.</source>
        <translation>{number}：线索点 {clue} 在另一边对应了别的图斑：请再看一遍。</translation>
    </message>
    <message>
        <source>{number}: the deadline {node} was written differently on both sides; ours stays.</source>
        <translation>{number}：{node}期限两边登记的内容不同，保留本台账的。</translation>
    </message>
    <message>
        <source>{number}: the notice {notice} was entered on both sides; it now stands twice.</source>
        <translation>{number}：文书 {notice} 两边各登记了一次，现有两条。</translation>
    </message>
    <message>
        <source>{number}: the notice {notice} was written differently on both sides; ours stays.</source>
        <translation>{number}：文书 {notice} 两边登记的内容不同，保留本台账的。</translation>
    </message>
    <message>
        <source>{number}: the signature of {person} ({stage}, level {level}) came in void: the case was sent back here meanwhile.</source>
        <translation>{number}：{person} 的签字（{stage}，第{level}级）并入后作废：其间本台账已将该图斑退回。</translation>
    </message>
    <message>
        <source>{number}: the signature of {person} ({stage}, level {level}) no longer counts, since the facts are others now: have it signed again.</source>
        <translation>{number}：{person} 的签字（{stage}，第{level}级）已失效，因为内容已改变：请重新签字。</translation>
    </message>
    <message>
        <source>{number}: the signature of {person} ({stage}, level {level}) was not given by the rules and came in void.</source>
        <translation>{number}：{person} 的签字（{stage}，第{level}级）不合规则，并入后作废。</translation>
    </message>
    <message>
        <source>{number}: undone</source>
        <translation>{number}：已撤销</translation>
    </message>
    <message>
        <source>{number}: where it lies was corrected on both sides (ours {ours}, theirs {theirs}): look at it again.</source>
        <translation>{number}：坐落两边都作了更正（本台账 {ours}，副本 {theirs}）：请再看一遍。</translation>
    </message>
    <message>
        <source>{number}: whether it is the same ground as another parcel was decided on both sides (ours {ours} by {our_actor}, theirs {theirs} by {their_actor}): look at it again.</source>
        <translation>{number}：是否与另一图斑为同一地块，两边都作了认定（本台账：{ours}，{our_actor}；副本：{theirs}，{their_actor}）：请再看一遍。</translation>
    </message>
    <message>
        <source>{number}: {completed} was recorded on both sides (theirs since {done_on}); ours counts.</source>
        <translation>{number}：{completed}两边都登记了（对方为 {done_on}），以本台账为准。</translation>
    </message>
    <message>
        <source>{number}: {field} holds characters that GBK lacks, written as 〓.</source>
        <translation>{number}：{field} 含 GBK 没有的字符，写为〓。</translation>
    </message>
    <message>
        <source>{number}: {field} is longer than 254 bytes and was cut.</source>
        <translation>{number}：{field} 超过 254 字节，已截断。</translation>
    </message>
    <message>
        <source>{number}: {flag}</source>
        <translation>{number}：{flag}</translation>
    </message>
    <message>
        <source>{number}: {person} as {slot} was written differently on both sides; ours stays.</source>
        <translation>{number}：两边登记的{slot} {person} 信息不同，保留本台账的。</translation>
    </message>
    <message>
        <source>{number}: {person} signed {stage}, level {level}, on both sides; it counts once.</source>
        <translation>{number}：{person} 在两边都签了{stage}第{level}级，只计一次。</translation>
    </message>
    <message>
        <source>{number}: {step}, now {status}</source>
        <translation>{number}：{step}，现为“{status}”</translation>
    </message>
    <message>
        <source>{number}: {why}</source>
        <translation>{number}：{why}</translation>
    </message>
    <message>
        <source>{old} → {new}</source>
        <translation>{old} → {new}</translation>
    </message>
    <message>
        <source>{old} → {new} mu</source>
        <translation>{old} → {new} 亩</translation>
    </message>
    <message>
        <source>{other} is {ratio} times {field} over {count} rows, so {field} is in {unit} and {other} in {other_unit}</source>
        <translation>{count} 行中 {other} 为 {field} 的 {ratio} 倍，故 {field} 的单位为 {unit}，{other} 的单位为 {other_unit}</translation>
    </message>
    <message>
        <source>{pairs} pairs count separately and still share ground: {area} m² (planar, summed over the pairs) are covered twice.</source>
        <translation>分别计算但仍有重合的 {pairs} 对，重合地面 {area} 平方米（平面面积，逐对相加），在总任务中重复覆盖。</translation>
    </message>
    <message>
        <source>{parcels} parcels: something was noticed of {flagged}; {open} of {all} suspicions are open.</source>
        <translation>共{parcels}个图斑，{flagged}个有疑点；{all}条疑点中{open}条待说明。</translation>
    </message>
    <message>
        <source>{path} cannot be converted ({reason}).</source>
        <translation>{path}无法转换（{reason}）。</translation>
    </message>
    <message>
        <source>{path} cannot be cut ({reason}).</source>
        <translation>{path} 无法裁切（{reason}）。</translation>
    </message>
    <message>
        <source>{path} cannot be locked: the folder is not writable or its disk is full.</source>
        <translation>无法锁定 {path}：所在文件夹不可写或磁盘已满。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).</source>
        <translation>{path}无法读取（{reason}）。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): check the path.</source>
        <translation>{path} 无法读取（{reason}）：请检查路径。</translation>
    </message>
    <message>
        <source>{path} cannot be read as a layer of polygons: give the seamlines as shapefile or GeoPackage.</source>
        <translation>{path}无法按面图层读取：请提供Shapefile或GeoPackage格式的镶嵌线。</translation>
    </message>
    <message>
        <source>{path} cannot be read as a package ({reason}).</source>
        <translation>{path} 无法作为成果包读取（{reason}）。</translation>
    </message>
    <message>
        <source>{path} cannot be read as a scan: it is damaged, protected or of another kind than its name says.</source>
        <translation>{path} 无法作为扫描件读取：文件损坏、加密，或实际格式与扩展名不符。</translation>
    </message>
    <message>
        <source>{path} cannot be read as an image: use GeoTIFF, JPEG 2000, ERDAS img, PNG or JPEG (virtual rasters are refused).</source>
        <translation>{path} 无法作为影像读取：请使用 GeoTIFF、JPEG 2000、ERDAS img、PNG 或 JPEG（不接受虚拟栅格）。</translation>
    </message>
    <message>
        <source>{path} cannot be read: a shapefile needs its .dbf beside it, copy all of its files.</source>
        <translation>{path} 无法读取：shapefile 须有同名 .dbf，请把所有文件一并复制。</translation>
    </message>
    <message>
        <source>{path} cannot be read: it is damaged or not of the format its name says.</source>
        <translation>{path} 无法读取：文件已损坏，或格式与扩展名不符。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}): check the folder and its permissions.</source>
        <translation>{path} 无法写入（{reason}）：请检查文件夹及其权限。</translation>
    </message>
    <message>
        <source>{path} cannot be written: check its permissions.</source>
        <translation>{path} 无法写入：请检查权限。</translation>
    </message>
    <message>
        <source>{path} cannot be written: check the folder and its permissions.</source>
        <translation>{path} 无法写入：请检查文件夹及其权限。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>{path} 无法写入：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot go into a package ({reason}): rename it.</source>
        <translation>{path} 不能放入成果包（{reason}）：请改名。</translation>
    </message>
    <message>
        <source>{path} carries another file behind the picture: ask for the photo itself.</source>
        <translation>{path} 在图片后面夹带了另一个文件：请提供照片本身。</translation>
    </message>
    <message>
        <source>{path} carries no georeference itself, and a world file beside it is not under its seal: convert it with &quot;Convert imagery&quot;, which writes the world file into it, and register the result.</source>
        <translation>{path} 自身不带坐标信息，旁边的坐标文件不受 SHA-256 校验保护：请先用「转换影像」把坐标写进影像，再登记转换结果。</translation>
    </message>
    <message>
        <source>{path} changed while it was copied: attach it again.</source>
        <translation>{path} 在复制过程中被改动，请重新添加。</translation>
    </message>
    <message>
        <source>{path} changed while it was read: bring the folder home again.</source>
        <translation>{path} 在读取过程中被改动：请重新执行外业成果入库。</translation>
    </message>
    <message>
        <source>{path} changed while it was read: run it again.</source>
        <translation>{path} 在读取过程中被改动：请重新运行。</translation>
    </message>
    <message>
        <source>{path} could not be brought from version {before} to version {after} and is as it was ({why}) Its backup is {backup}.</source>
        <translation>{path} 未能由版本 {before} 升级到版本 {after}，台账保持原样（{why}）备份为 {backup}。</translation>
    </message>
    <message>
        <source>{path} could not be read back as it was written: use another medium.</source>
        <translation>{path} 写入后读回不一致：请更换存储介质。</translation>
    </message>
    <message>
        <source>{path} declares XML entities (DOCTYPE), which data never needs: save it again from the program it comes from.</source>
        <translation>{path} 声明了 XML 实体（DOCTYPE），数据用不着它：请用原来的程序重新保存。</translation>
    </message>
    <message>
        <source>{path} does not end in .tif: the result is a GeoTIFF.</source>
        <translation>{path}不以.tif结尾：结果是GeoTIFF。</translation>
    </message>
    <message>
        <source>{path} does not lie where the ledger&apos;s coordinate system is valid: check its CRS.</source>
        <translation>{path} 不在台账坐标系的有效范围内：请检查其坐标系。</translation>
    </message>
    <message>
        <source>{path} ends neither in .html nor in .xlsx: choose what to write by the ending.</source>
        <translation>{path} 的后缀既不是 .html 也不是 .xlsx：请用后缀选择输出哪一种。</translation>
    </message>
    <message>
        <source>{path} exists already: choose another name, or open it.</source>
        <translation>{path} 已存在：请换一个名称，或直接打开它。</translation>
    </message>
    <message>
        <source>{path} has a ledger already (schema {schema}): open it, or name another schema in the address.</source>
        <translation>{path} 已有台账（模式 {schema}）：请打开它，或在地址中另指定模式。</translation>
    </message>
    <message>
        <source>{path} has ledger version {found}, this program reads {known}: update the program.</source>
        <translation>{path} 的台账版本为 {found}，本软件支持 {known}：请升级软件。</translation>
    </message>
    <message>
        <source>{path} has ledger version {found}, this program works with {known}: its owner must open it for writing with this program once.</source>
        <translation>{path} 的台账为第 {found} 版，本程序使用第 {known} 版：须由其所有者用本程序以可写方式打开一次。</translation>
    </message>
    <message>
        <source>{path} has no column of parcel numbers (its first row: {columns}): name it 监测编号 or 图斑编号.</source>
        <translation>{path} 中没有图斑编号列（首行：{columns}）：请命名为“监测编号”或“图斑编号”。</translation>
    </message>
    <message>
        <source>{path} has no event in common with this ledger: it is not a copy of it.</source>
        <translation>{path} 与本台账没有共同的日志事件：不是本台账的副本。</translation>
    </message>
    <message>
        <source>{path} has no field {field}: its fields are {known}.</source>
        <translation>{path}没有字段{field}：现有字段为{known}。</translation>
    </message>
    <message>
        <source>{path} has no ledger in the schema {schema}: create one there, or check the address.</source>
        <translation>{path} 的模式 {schema} 中没有台账：请在那里新建，或检查地址。</translation>
    </message>
    <message>
        <source>{path} has no rows below its headings.</source>
        <translation>{path} 表头以下没有数据。</translation>
    </message>
    <message>
        <source>{path} has no {name} any more: choose it again.</source>
        <translation>{path} 中已没有 {name}：请重新选择。</translation>
    </message>
    <message>
        <source>{path} has {count} polygons: give the seamlines of this image only.</source>
        <translation>{path}有{count}个面：请只提供这一幅影像的镶嵌线。</translation>
    </message>
    <message>
        <source>{path} has {size} MB: more than {most} MB is no photo.</source>
        <translation>{path} 有 {size} MB：超过 {most} MB 的不是照片。</translation>
    </message>
    <message>
        <source>{path} has {width} x {height} pixels in one piece: convert it to a tiled GeoTIFF (COG) or cut it.</source>
        <translation>{path} 有 {width} × {height} 像素且未分块：请转为分块 GeoTIFF（COG）或裁切。</translation>
    </message>
    <message>
        <source>{path} has {width} x {height} pixels: scan it at 300 dpi.</source>
        <translation>{path} 有 {width} × {height} 像素，过大：请用 300 dpi 重新扫描。</translation>
    </message>
    <message>
        <source>{path} holds a file with an unsafe name ({name}): nothing was unpacked from it.</source>
        <translation>{path} 中有名称不安全的文件（{name}）：未从中解出任何内容。</translation>
    </message>
    <message>
        <source>{path} holds a link ({name}): pack the files themselves.</source>
        <translation>{path} 中有链接（{name}）：请直接打包文件本身。</translation>
    </message>
    <message>
        <source>{path} holds an address or a connection instead of data: download the data and give the file.</source>
        <translation>{path} 里是网址或连接串而不是数据：请先下载数据再给出文件。</translation>
    </message>
    <message>
        <source>{path} holds more than {limit} files: choose the folder of the hand-over itself.</source>
        <translation>{path} 中的文件超过 {limit} 个：请选择下发数据所在的文件夹。</translation>
    </message>
    <message>
        <source>{path} holds more than {most} files: give the folder of the photos.</source>
        <translation>{path} 里有超过 {most} 个文件：请指定照片文件夹。</translation>
    </message>
    <message>
        <source>{path} holds no .kml: export it again as KML or KMZ.</source>
        <translation>{path} 里没有 .kml：请重新导出为 KML 或 KMZ。</translation>
    </message>
    <message>
        <source>{path} holds no layer that can be read{detail}: it needs a shapefile, GeoPackage, file geodatabase, GeoJSON, KML, DXF, VCT, boundary-point TXT, or .xlsx or .csv with coordinates.</source>
        <translation>{path} 里没有可读取的图层{detail}：需要 shapefile、GeoPackage、文件地理数据库、GeoJSON、KML、DXF、VCT、界址点 TXT，或带坐标的 .xlsx、.csv。</translation>
    </message>
    <message>
        <source>{path} holds no usable polygon ({reason}).</source>
        <translation>{path} 中没有可用的面（{reason}）。</translation>
    </message>
    <message>
        <source>{path} holds {count} files: more than {limit} are not unpacked.</source>
        <translation>{path} 中有 {count} 个文件：超过 {limit} 个不予解压。</translation>
    </message>
    <message>
        <source>{path} holds {count} layers ({names}): give one of them.</source>
        <translation>{path} 中有 {count} 个图层（{names}）：请指定其中一个。</translation>
    </message>
    <message>
        <source>{path} holds {name} twice: have it packed again.</source>
        <translation>{path} 中 {name} 出现两次：请对方重新打包。</translation>
    </message>
    <message>
        <source>{path} in the archive {archive} is not the file it is named as.</source>
        <translation>压缩包 {archive} 中的 {path} 与其文件名所示内容不符。</translation>
    </message>
    <message>
        <source>{path} is a backup of another ledger ({name}): nothing was changed.</source>
        <translation>{path} 是另一台账（{name}）的备份：未作任何改动。</translation>
    </message>
    <message>
        <source>{path} is a binary DXF: save it as DXF in text form (ASCII).</source>
        <translation>{path} 是二进制 DXF：请另存为文本形式（ASCII）的 DXF。</translation>
    </message>
    <message>
        <source>{path} is a database that is not read: export the parcels&apos; layer as a shapefile or to a .gdb folder.</source>
        <translation>{path} 是不读取的数据库：请把图斑图层导出为 shapefile 或 .gdb 文件夹。</translation>
    </message>
    <message>
        <source>{path} is a document, not data: ask for the parcels as shapefile, GeoPackage, boundary-point TXT or .xlsx.</source>
        <translation>{path} 是文档，不是数据：请索要 shapefile、GeoPackage、界址点 TXT 或 .xlsx 形式的图斑。</translation>
    </message>
    <message>
        <source>{path} is a drawing that is not read: save it as DXF (AutoCAD, CASS: Save as, type DXF) and give that.</source>
        <translation>{path} 是不读取的图形文件：请另存为 DXF（AutoCAD、CASS：另存为，类型选 DXF）再给出。</translation>
    </message>
    <message>
        <source>{path} is a file of a phone&apos;s map application: export it as KML or KMZ and give that.</source>
        <translation>{path} 是手机地图软件的文件：请导出为 KML 或 KMZ 再给出。</translation>
    </message>
    <message>
        <source>{path} is a file: give a folder for one file per parcel.</source>
        <translation>{path} 是文件：每个图斑一个文件时请指定文件夹。</translation>
    </message>
    <message>
        <source>{path} is a folder: give the name of a file in it.</source>
        <translation>{path} 是文件夹：请给出其中的文件名。</translation>
    </message>
    <message>
        <source>{path} is a ledger and is not overwritten: choose another file.</source>
        <translation>{path} 是台账，不能覆盖：请另选文件。</translation>
    </message>
    <message>
        <source>{path} is a ledger of this program, not a hand-over: choose the file that was handed down.</source>
        <translation>{path} 是本软件的台账，不是下发数据：请选择下发的文件。</translation>
    </message>
    <message>
        <source>{path} is a ledger of version {before}: to be written it is backed up and brought to this program&apos;s version; for reading a copy in memory is.</source>
        <translation>{path} 是版本 {before} 的台账：要写入时先备份再升级到本软件的版本；只读时仅升级内存中的副本。</translation>
    </message>
    <message>
        <source>{path} is a project, style or layer package, not data: export the parcels&apos; layer as a shapefile or GeoPackage.</source>
        <translation>{path} 是工程、样式或图层包，不是数据：请把图斑图层导出为 shapefile 或 GeoPackage。</translation>
    </message>
    <message>
        <source>{path} is a table that is not read: open it and save it as .xlsx.</source>
        <translation>{path} 是不读取的表格：请打开后另存为 .xlsx。</translation>
    </message>
    <message>
        <source>{path} is a virtual data set that only points at other files or servers: give the data files themselves.</source>
        <translation>{path} 是虚拟数据集，只指向别的文件或服务器：请给出数据文件本身。</translation>
    </message>
    <message>
        <source>{path} is a virtual path: give a file, a folder or a zip of this computer.</source>
        <translation>{path} 是虚拟路径：请选择本机的文件、文件夹或 zip。</translation>
    </message>
    <message>
        <source>{path} is a zip inside what was given: unpack it and give its folder by itself.</source>
        <translation>{path} 是给定内容里面的 zip：请解压后单独给出其文件夹。</translation>
    </message>
    <message>
        <source>{path} is already registered.</source>
        <translation>{path} 已经登记。</translation>
    </message>
    <message>
        <source>{path} is an archive that is not opened: unpack it and give the folder, or pack it as .zip.</source>
        <translation>{path} 是不打开的压缩格式：请解压后给出文件夹，或改用 .zip 打包。</translation>
    </message>
    <message>
        <source>{path} is another county&apos;s or another year&apos;s ledger ({name}), not a copy of this one: nothing was merged.</source>
        <translation>{path} 是其他县或其他年度的台账（{name}），不是本台账的副本：未合并任何内容。</translation>
    </message>
    <message>
        <source>{path} is being read by another program: close it there and run again; it is as it was.</source>
        <translation>{path} 正被其他程序读取：请在那里关闭后重新运行；台账保持原样。</translation>
    </message>
    <message>
        <source>{path} is being written by another program: wait a moment and run again.</source>
        <translation>{path} 正被另一程序写入：请稍候重试。</translation>
    </message>
    <message>
        <source>{path} is being written by this program at this moment: finish that first.</source>
        <translation>{path} 正由本程序写入：请先完成该操作。</translation>
    </message>
    <message>
        <source>{path} is compressed (CDF): uncompress it in ArcGIS, or export the layer as a shapefile.</source>
        <translation>{path} 是压缩过的（CDF）：请在 ArcGIS 里解压缩，或把图层导出为 shapefile。</translation>
    </message>
    <message>
        <source>{path} is cut short or damaged: ask for the original file.</source>
        <translation>{path} 不完整或已损坏：请提供原始文件。</translation>
    </message>
    <message>
        <source>{path} is damaged in line {line} ({reason}): export it again.</source>
        <translation>{path} 第 {line} 行损坏（{reason}）：请重新导出。</translation>
    </message>
    <message>
        <source>{path} is damaged or cut short: have the shapefile copied again.</source>
        <translation>{path} 已损坏或不完整：请重新复制该 shapefile。</translation>
    </message>
    <message>
        <source>{path} is damaged or no workbook: save it again as .xlsx.</source>
        <translation>{path} 已损坏或不是工作簿：请重新另存为 .xlsx。</translation>
    </message>
    <message>
        <source>{path} is damaged or not a ledger ({reason}): restore it from a backup.</source>
        <translation>{path} 已损坏或不是台账（{reason}）：请用备份恢复。</translation>
    </message>
    <message>
        <source>{path} is damaged: it ends before its end mark (EOF); save it as DXF again.</source>
        <translation>{path} 已损坏：在结束标记（EOF）之前就断了；请重新另存为 DXF。</translation>
    </message>
    <message>
        <source>{path} is damaged: not all of it can be read. Scan the page again.</source>
        <translation>{path} 已损坏，不能完整读取：请重新扫描该页。</translation>
    </message>
    <message>
        <source>{path} is empty (0 bytes): copy it again or have it sent again.</source>
        <translation>{path} 是空文件（0 字节）：请重新复制或请对方重发。</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <translation>{path} 是空文件。</translation>
    </message>
    <message>
        <source>{path} is gone or was changed since it was registered: it is not used. Register the image again.</source>
        <translation>{path} 已不存在或登记后被改动：不予使用。请重新登记该影像。</translation>
    </message>
    <message>
        <source>{path} is imagery, not parcels: register it with &apos;Register imagery&apos;; parcels come as shapefile, GeoPackage or the like.</source>
        <translation>{path} 是影像，不是图斑：请用“登记影像”登记；图斑应为 shapefile、GeoPackage 等。</translation>
    </message>
    <message>
        <source>{path} is larger than any drawing of parcels: save the parcels&apos; layer as a DXF of its own.</source>
        <translation>{path} 比任何图斑图形都大：请把图斑图层另存为单独的 DXF。</translation>
    </message>
    <message>
        <source>{path} is locked with a password: unpack it yourself and give the folder.</source>
        <translation>{path} 有密码：请自行解压后选择文件夹。</translation>
    </message>
    <message>
        <source>{path} is missing: register the red line again.</source>
        <translation>{path} 缺失：请重新登记该红线。</translation>
    </message>
    <message>
        <source>{path} is neither a folder nor a .zip file: give the folder of the photos.</source>
        <translation>{path} 既不是文件夹也不是 .zip 文件：请指定照片文件夹。</translation>
    </message>
    <message>
        <source>{path} is neither a new .gpkg file nor the address of a database.</source>
        <translation>{path} 既不是新的 .gpkg 文件，也不是数据库地址。</translation>
    </message>
    <message>
        <source>{path} is nested deeper than any KML: export it again.</source>
        <translation>{path} 的嵌套层数超出任何 KML：请重新导出。</translation>
    </message>
    <message>
        <source>{path} is no field project of this program, or it is damaged ({reason}): copy the folder from the device again.</source>
        <translation>{path} 不是本程序的外业工程，或已损坏（{reason}）：请从设备中重新拷贝文件夹。</translation>
    </message>
    <message>
        <source>{path} is no field project: choose the folder that Export field project wrote. A field copy of the ledger comes home by Merge field copy.</source>
        <translation>{path} 不是外业工程：请选择“导出外业工程”生成的文件夹。台账的外业副本请用“合并外业副本”并入。</translation>
    </message>
    <message>
        <source>{path} is no longer the file that was registered as {name}: the copy of that one is read; register the file again in its place.</source>
        <translation>{path} 已不是登记为 {name} 的那个文件：现读取的是登记时的副本；请重新登记该文件以替换。</translation>
    </message>
    <message>
        <source>{path} is no scan that can be read: save it as JPG, PNG, TIF or PDF.</source>
        <translation>{path} 不是可读取的扫描件：请另存为 JPG、PNG、TIF 或 PDF。</translation>
    </message>
    <message>
        <source>{path} is no whole file geodatabase (no .gdbtable in it): copy the whole folder again.</source>
        <translation>{path} 不是完整的文件地理数据库（里面没有 .gdbtable）：请重新复制整个文件夹。</translation>
    </message>
    <message>
        <source>{path} is not UTF-8 text: save it as UTF-8.</source>
        <translation>{path} 不是 UTF-8 文本：请另存为 UTF-8。</translation>
    </message>
    <message>
        <source>{path} is not a JPEG or PNG picture, whatever its name says: ask for the photo itself.</source>
        <translation>{path} 无论叫什么名字，都不是 JPEG 或 PNG 图片：请提供照片本身。</translation>
    </message>
    <message>
        <source>{path} is not a file of this ledger.</source>
        <translation>{path} 不是本台账的附件。</translation>
    </message>
    <message>
        <source>{path} is not a ledger of this program: choose the ledger&apos;s .gpkg file.</source>
        <translation>{path} 不是本软件的台账：请选择台账的 .gpkg 文件。</translation>
    </message>
    <message>
        <source>{path} is not a local file: copy the image to this computer first.</source>
        <translation>{path} 不是本机文件：请先把影像复制到本机。</translation>
    </message>
    <message>
        <source>{path} is not a package of this program.</source>
        <translation>{path} 不是本软件的成果包。</translation>
    </message>
    <message>
        <source>{path} is not a photo, scan or document: attach {kinds}.</source>
        <translation>{path} 不是照片、扫描件或文档，请添加以下格式的文件：{kinds}。</translation>
    </message>
    <message>
        <source>{path} is not a print layout of ours.</source>
        <translation>{path} 不是本软件的打印版面。</translation>
    </message>
    <message>
        <source>{path} is not a readable CSV (line {line}: {reason}): save it as .xlsx and give that.</source>
        <translation>{path} 不是可读取的 CSV（第 {line} 行：{reason}）：请另存为 .xlsx 再给出。</translation>
    </message>
    <message>
        <source>{path} is not a readable zip file ({reason}): have it sent again.</source>
        <translation>{path} 不是可读的 zip 文件（{reason}）：请对方重发。</translation>
    </message>
    <message>
        <source>{path} is not an 8-bit image of one, three or four bands: convert it without loss.</source>
        <translation>{path}不是1、3或4个波段的8位影像：请选择无损转换。</translation>
    </message>
    <message>
        <source>{path} is not in the ledger&apos;s media folder: attach it again.</source>
        <translation>台账的媒体文件夹里没有 {path}：请重新附上。</translation>
    </message>
    <message>
        <source>{path} is not read.</source>
        <translation>{path} 不读取。</translation>
    </message>
    <message>
        <source>{path} is not read: save the table as .xlsx or .csv.</source>
        <translation>{path} 未读取：请将表格另存为 .xlsx 或 .csv。</translation>
    </message>
    <message>
        <source>{path} is not stored in compressed strips: it could be compared as it is.</source>
        <translation>{path}不是压缩条带存储：不转换也可以比对。</translation>
    </message>
    <message>
        <source>{path} is not the file it was when it was attached: check the ledger (Verify ledger, with its files), then back up again.</source>
        <translation>{path} 已不是附上时的文件：请先校验台账（连同附件），再备份。</translation>
    </message>
    <message>
        <source>{path} is not whole and is not put back: {words} Choose another backup.</source>
        <translation>{path} 不完整，未予恢复：{words} 请另选备份。</translation>
    </message>
    <message>
        <source>{path} is not whole and was not merged: {reason}</source>
        <translation>{path} 不完整，未合并：{reason}</translation>
    </message>
    <message>
        <source>{path} is of a format that is not read: save it as a shapefile, GeoPackage or GeoJSON in QGIS.</source>
        <translation>{path} 的格式不读取：请在 QGIS 里另存为 shapefile、GeoPackage 或 GeoJSON。</translation>
    </message>
    <message>
        <source>{path} is of no format that is read: a virtual data set only points at other files or servers; give the data files themselves.</source>
        <translation>{path} 不是可读取的格式：虚拟数据集只指向别的文件或服务器；请给出数据文件本身。</translation>
    </message>
    <message>
        <source>{path} is of no format that is read: give a shapefile (.shp), GeoPackage, file geodatabase (.gdb), GeoJSON, KML or KMZ, DXF, VCT, boundary-point TXT, .xlsx or .csv with coordinates, or a folder or zip of them.</source>
        <translation>{path} 不是可读取的格式：请给出 shapefile（.shp）、GeoPackage、文件地理数据库（.gdb）、GeoJSON、KML 或 KMZ、DXF、VCT、界址点 TXT、带坐标的 .xlsx 或 .csv，或者装有这些文件的文件夹或 zip。</translation>
    </message>
    <message>
        <source>{path} is only a part of a file geodatabase: give the whole folder that ends in .gdb.</source>
        <translation>{path} 只是文件地理数据库的一部分：请给出以 .gdb 结尾的整个文件夹。</translation>
    </message>
    <message>
        <source>{path} is only a part of a shapefile and its .shp is missing: copy all its files again (.shp, .shx, .dbf, .prj).</source>
        <translation>{path} 只是 shapefile 的一部分，缺少 .shp：请重新复制全部文件（.shp、.shx、.dbf、.prj）。</translation>
    </message>
    <message>
        <source>{path} is open as a layer in another program, which changed how it is written: remove the layer there and run again; nothing was written.</source>
        <translation>{path} 在其他程序中作为图层打开，其写入方式已被改变：请在那里移除该图层后重新运行；未写入任何内容。</translation>
    </message>
    <message>
        <source>{path} is open elsewhere ({holder}): close it there, or open it read-only here.</source>
        <translation>{path} 正在别处打开（{holder}）：请在那里关闭，或在此以只读方式打开。</translation>
    </message>
    <message>
        <source>{path} is open for reading only: close it where it is being written.</source>
        <translation>{path} 以只读方式打开：请先在正在写入的地方关闭它。</translation>
    </message>
    <message>
        <source>{path} is open in another program, and what was written there is not yet in the file: save it and close it there, or take the layer out of the project, then register it.</source>
        <translation>{path} 正在其他程序中打开，其中写入的内容尚未存入文件：请在那里保存并关闭，或先把该图层移出工程，再登记。</translation>
    </message>
    <message>
        <source>{path} is open read-only: close it elsewhere and open it again to write.</source>
        <translation>{path} 以只读方式打开：请在别处关闭后重新打开再写入。</translation>
    </message>
    <message>
        <source>{path} is the INPUT and is not overwritten: choose another file.</source>
        <translation>{path} 是输入文件，不能覆盖：请另选文件。</translation>
    </message>
    <message>
        <source>{path} is the ledger itself: choose one of its backups.</source>
        <translation>{path} 就是台账本身：请选择它的备份。</translation>
    </message>
    <message>
        <source>{path} is the ledger itself: choose the copy that came back.</source>
        <translation>{path} 就是本台账：请选择带回来的外业副本。</translation>
    </message>
    <message>
        <source>{path} is the ledger itself: choose the file that was handed down.</source>
        <translation>{path} 就是台账本身：请选择下发的文件。</translation>
    </message>
    <message>
        <source>{path} is there already: choose an empty folder.</source>
        <translation>{path} 已存在：请选择空文件夹。</translation>
    </message>
    <message>
        <source>{path} is too large for a table of findings.</source>
        <translation>{path} 太大，不像是认定意见表。</translation>
    </message>
    <message>
        <source>{path} is {width} × {height} pixels: no camera takes such a photo, it was not opened.</source>
        <translation>{path} 为 {width} × {height} 像素：没有相机拍这样的照片，未打开。</translation>
    </message>
    <message>
        <source>{path} keeps part of itself in {other}, which is not under its seal: convert it with &quot;Convert imagery&quot; and register the result.</source>
        <translation>{path} 有一部分内容存在 {other} 中，该文件不受 SHA-256 校验保护：请先用「转换影像」转换，再登记转换结果。</translation>
    </message>
    <message>
        <source>{path} lies in a folder that {service} copies to other computers: it may catch the ledger in the middle of a write, or put an older one in its place. Move the ledger to a plain folder of this computer.</source>
        <translation>{path} 位于 {service} 的同步文件夹：同步可能取到写了一半的台账，或用旧台账覆盖新台账。请把台账移到本机的普通文件夹。</translation>
    </message>
    <message>
        <source>{path} lies on a network drive ({kind}), where the locks that keep two writers apart do not hold: the ledger can be damaged. Keep it on this computer; for several people use a ledger in a database.</source>
        <translation>{path} 位于网络盘（{kind}），防止两人同时写入的文件锁在网络盘上不可靠，台账可能损坏。请放在本机；多人共用请使用数据库台账。</translation>
    </message>
    <message>
        <source>{path} lies on a removable medium: pulled out during a write, or lost, it takes the ledger with it. Keep the ledger on this computer and its backups on the medium.</source>
        <translation>{path} 位于可移动介质：写入时拔出或遗失，台账就没有了。请把台账放在本机，备份放在移动介质。</translation>
    </message>
    <message>
        <source>{path} lies outside the folder of the field project</source>
        <translation>{path} 位于外业工程文件夹之外</translation>
    </message>
    <message>
        <source>{path} names no CRS: register it as imagery with its CRS first.</source>
        <translation>{path} 没有坐标系信息：请先登记影像并指定坐标系。</translation>
    </message>
    <message>
        <source>{path} names no coordinate system: add its .prj file.</source>
        <translation>{path}没有坐标系：请补上.prj文件。</translation>
    </message>
    <message>
        <source>{path} names no coordinate system: state it in CRS.</source>
        <translation>{path} 没有坐标系信息：请在“坐标系”（CRS）中指定。</translation>
    </message>
    <message>
        <source>{path} shows nothing of these parcels: choose another image.</source>
        <translation>{path} 不覆盖这些图斑：请选择其他影像。</translation>
    </message>
    <message>
        <source>{path} unfolds to far more data than a table holds: save only the sheet that is needed as .xlsx or .csv.</source>
        <translation>{path} 展开后的数据远多于一张表应有的量：请只把需要的工作表另存为 .xlsx 或 .csv。</translation>
    </message>
    <message>
        <source>{path} unfolds to far more data than it should ({name}): it was not unpacked.</source>
        <translation>{path} 解压后数据量异常（{name}）：未予解压。</translation>
    </message>
    <message>
        <source>{path} unfolds to far more than a photo does: it was not opened.</source>
        <translation>{path} 展开后远远超出一张照片的数据量：未打开。</translation>
    </message>
    <message>
        <source>{path} was changed since it was registered: bring the original back, or register it again.</source>
        <translation>{path}在登记之后被改动：请恢复原文件，或重新登记。</translation>
    </message>
    <message>
        <source>{path} was not closed properly: open it once with this program and close it, then merge it.</source>
        <translation>{path} 未正常关闭：请先用本程序打开并关闭一次，再合并。</translation>
    </message>
    <message>
        <source>{path} was restored: {events} events.</source>
        <translation>{path} 已恢复：{events} 条日志。</translation>
    </message>
    <message>
        <source>{path} was written by a later version of this program: update it.</source>
        <translation>{path} 由更新版本的程序生成：请升级本程序。</translation>
    </message>
    <message>
        <source>{path} was written by a newer version of this program (ledger version {found}, known here is {known}): update the program here, then merge.</source>
        <translation>{path} 由更新版本的程序写入（台账版本 {found}，本机支持 {known}）：请先升级本机程序，再合并。</translation>
    </message>
    <message>
        <source>{path} was written from another ledger ({name}): open that one.</source>
        <translation>{path} 由另一台账（{name}）导出：请打开该台账。</translation>
    </message>
    <message>
        <source>{path} was written to meanwhile, and is as it is: close it and run again.</source>
        <translation>{path} 在此期间又有写入，保持现状：请关闭台账后重新运行。</translation>
    </message>
    <message>
        <source>{path}, SHA-256 {sha256}</source>
        <translation>{path}，SHA-256 {sha256}</translation>
    </message>
    <message>
        <source>{path}: polygon {number} has no day in {field} ({value}): correct it there.</source>
        <translation>{path}：第{number}个面的{field}不是日期（{value}）：请在原图层中改正。</translation>
    </message>
    <message>
        <source>{path}: the .shp holds {shapes} shapes but the .dbf {records} records: copy all files of the shapefile again.</source>
        <translation>{path}：.shp 有 {shapes} 个图形，.dbf 有 {records} 条记录：请重新复制该 shapefile 的全部文件。</translation>
    </message>
    <message>
        <source>{path}: the sheet {sheet} reaches to row {row}, column {column}: delete the empty rows and columns, then save it again.</source>
        <translation>{path}：工作表 {sheet} 延伸到第 {row} 行、第 {column} 列：请删除空行空列后重新保存。</translation>
    </message>
    <message>
        <source>{path}: this QGIS cannot read PDF; scan to JPG, PNG or TIF instead.</source>
        <translation>{path}：本机 QGIS 不能读取 PDF，请扫描为 JPG、PNG 或 TIF。</translation>
    </message>
    <message>
        <source>{path}: {count} files beside it.</source>
        <translation>{path}：附带 {count} 个文件。</translation>
    </message>
    <message>
        <source>{path}: {events} events, SHA-256 {sha256}</source>
        <translation>{path}：{events} 条日志，SHA-256 {sha256}</translation>
    </message>
    <message>
        <source>{path}: {reason}.</source>
        <translation>{path}：{reason}。</translation>
    </message>
    <message>
        <source>{pending} pairs are not decided; {same} of them are proposed to count once.</source>
        <translation>{pending}对重合图斑尚未认定，其中{same}对建议只计一次。</translation>
    </message>
    <message>
        <source>{person} cannot be the id of a person.</source>
        <translation>{person} 不能作为人员编号。</translation>
    </message>
    <message>
        <source>{person} takes the signature back.</source>
        <translation>{person}撤回签字。</translation>
    </message>
    <message>
        <source>{placed} parcels located, {differ} of them elsewhere than issued, {outside} in no place; {manual} corrected by hand stay.</source>
        <translation>已定位 {placed} 个图斑，其中 {differ} 个与下发不一致，{outside} 个不在任何行政区内；人工更正的 {manual} 个保持不变。</translation>
    </message>
    <message>
        <source>{place} (± {metres} m)</source>
        <translation>{place}（±{metres} 米）</translation>
    </message>
    <message>
        <source>{plot} (line {line}): the stated area {text} is not a number.</source>
        <translation>{plot}（第 {line} 行）：地块面积 {text} 不是数字。</translation>
    </message>
    <message>
        <source>{plot} (line {line}): {count} points carry further columns (heights, remarks); they were left aside.</source>
        <translation>{plot}（第 {line} 行）：{count} 个点另有高程、说明等列，未采用。</translation>
    </message>
    <message>
        <source>{plot} cannot be written ({reason}): mend it or leave it out with WHERE.</source>
        <translation>{plot} 无法写出（{reason}）：请修正，或用 WHERE 排除。</translation>
    </message>
    <message>
        <source>{plot}: {stated} points are stated, {found} were read.</source>
        <translation>{plot}：注明 {stated} 个界址点，读到 {found} 个。</translation>
    </message>
    <message>
        <source>{policy} is not a way to decide conflicts: choose ask, theirs or ours.</source>
        <translation>{policy} 不是冲突处理方式：请选择 ask、theirs 或 ours。</translation>
    </message>
    <message>
        <source>{problems} problems: {done} remediated, {remaining} not, {late} of them overdue.</source>
        <translation>问题 {problems} 个：已整改 {done}，未整改 {remaining}，其中逾期 {late}。</translation>
    </message>
    <message>
        <source>{read} files read: {attached} photos attached, {already} there already, {unmatched} of no parcel, {refused} refused; {checked} photos checked, {suspect} to look at.</source>
        <translation>读取 {read} 个文件：挂接 {attached} 张，原已挂接 {already} 张，未对应图斑 {unmatched} 张，未接收 {refused} 个；核对 {checked} 张，存疑 {suspect} 张。</translation>
    </message>
    <message>
        <source>{read} files read: {attached} photos attached, {already} there already, {unmatched} of no parcel, {refused} refused; {suspect} photos to look at.</source>
        <translation>读入 {read} 个文件：挂接 {attached} 张，此前已有 {already} 张，未对应 {unmatched} 张，拒收 {refused} 个；有疑点待看 {suspect} 张。</translation>
    </message>
    <message>
        <source>{read} read = {imported} imported + {quarantined} quarantined</source>
        <translation>读取{read} = 导入{imported} + 隔离{quarantined}</translation>
    </message>
    <message>
        <source>{read} read = {imported} imported + {quarantined} quarantined.</source>
        <translation>读取 {read} ＝ 入库 {imported} ＋ 隔离 {quarantined}。</translation>
    </message>
    <message>
        <source>{read} read = {imported} imported + {quarantined} quarantined; {repaired} repaired, {overlapping} on ground that is in the ledger already.</source>
        <translation>读取 {read} = 导入 {imported} + 隔离 {quarantined}；修复 {repaired}，与台账已有图斑重合 {overlapping}。</translation>
    </message>
    <message>
        <source>{read} read = {imported} to import + {quarantined} quarantined</source>
        <translation>读取 {read} ＝ 可入库 {imported} ＋ 隔离 {quarantined}</translation>
    </message>
    <message>
        <source>{reason} {hint}</source>
        <translation>{reason}{hint}</translation>
    </message>
    <message>
        <source>{role} ({count} layers)</source>
        <translation>{role}（{count} 个图层）</translation>
    </message>
    <message>
        <source>{role} ({layer}, {vintage}), mu: {terms} = {total}; its {count} parcels {mu}; difference {difference}.</source>
        <translation>{role}（{layer}，{vintage}），亩：{terms} = {total}；所套合的 {count} 个图斑面积 {mu}；差 {difference}。</translation>
    </message>
    <message>
        <source>{role} ({name})</source>
        <translation>{role}（{name}）</translation>
    </message>
    <message>
        <source>{role} attached: {names}</source>
        <translation>附上{role}：{names}</translation>
    </message>
    <message>
        <source>{role} is no role of a photo: choose one that is.</source>
        <translation>{role} 不是照片类的材料：请另选一种。</translation>
    </message>
    <message>
        <source>{role} is not touched; none is found within {kilometres} km.</source>
        <translation>未占用{role}；{kilometres} 公里内没有。</translation>
    </message>
    <message>
        <source>{role} is not touched; the nearest is {metres} m away.</source>
        <translation>未占用{role}；最近处相距 {metres} 米。</translation>
    </message>
    <message>
        <source>{role} taken off: {name}</source>
        <translation>移除{role}：{name}</translation>
    </message>
    <message>
        <source>{role} {captured}</source>
        <translation>{role} {captured}</translation>
    </message>
    <message>
        <source>{role} {vintage}</source>
        <translation>{role} {vintage}</translation>
    </message>
    <message>
        <source>{role} · asked for</source>
        <translation>{role} · 待补</translation>
    </message>
    <message>
        <source>{role} · {name} ({vintage})</source>
        <translation>{role} · {name}（{vintage}）</translation>
    </message>
    <message>
        <source>{role}, %</source>
        <translation>{role}（%）</translation>
    </message>
    <message>
        <source>{role}: none is found within {kilometres} km, but whether its data reach this place cannot be told.</source>
        <translation>{role}：{kilometres} 公里内没有，但无法确定其数据是否覆盖该处。</translation>
    </message>
    <message>
        <source>{role}: not screened yet</source>
        <translation>{role}：尚未套合</translation>
    </message>
    <message>
        <source>{role}: {figure}</source>
        <translation>{role}{figure}</translation>
    </message>
    <message>
        <source>{role}: {name}
Double click opens the file</source>
        <translation>{role}：{name}
双击打开文件</translation>
    </message>
    <message>
        <source>{role}: {name}, vintage {vintage}, SHA-256 {sha}</source>
        <translation>{role}：{name}，时点 {vintage}，SHA-256 {sha}</translation>
    </message>
    <message>
        <source>{same} more lie on the same ground and are not counted again</source>
        <translation>另有{same}个与所列图斑属同一地块，不重复计数</translation>
    </message>
    <message>
        <source>{scene} cannot be read, so no picture was taken: connect its disk or choose another scene.</source>
        <translation>{scene} 读不到，没有生成对比图：请接上所在的磁盘，或改选别的影像。</translation>
    </message>
    <message>
        <source>{scene} could not be drawn whole, so no picture was taken: try again once its source answers.</source>
        <translation>{scene} 没有画全，没有生成对比图：请等来源恢复后再试。</translation>
    </message>
    <message>
        <source>{scene} does not cover this parcel.</source>
        <translation>{scene} 未覆盖该图斑。</translation>
    </message>
    <message>
        <source>{scene} shows nothing at this parcel, so no picture was taken: choose another scene.</source>
        <translation>{scene} 在该图斑处没有影像，没有生成对比图：请改选别的影像。</translation>
    </message>
    <message>
        <source>{scene}, one date only</source>
        <translation>{scene}，只有一期</translation>
    </message>
    <message>
        <source>{scope} ({count})</source>
        <translation>{scope}（{count}）</translation>
    </message>
    <message>
        <source>{sentence} Would settle it: {what}</source>
        <translation>{sentence}尚需：{what}</translation>
    </message>
    <message>
        <source>{served} cannot be the day of service: the notice is of {issued}, and service lies behind us.</source>
        <translation>{served} 不能作为送达日期：文书日期是 {issued}，送达日期不能晚于今天。</translation>
    </message>
    <message>
        <source>{sheet}: the column {column} stands twice: rename one.</source>
        <translation>{sheet}：列 {column} 出现两次：请改名其一。</translation>
    </message>
    <message>
        <source>{signed} parcels signed, {refused} refused, {unmatched} scans not matched.</source>
        <translation>已登记 {signed} 个图斑的签字，{refused} 个未登记，{unmatched} 份扫描件未识别。</translation>
    </message>
    <message>
        <source>{signed} parcels would be signed, {refused} refused, {unmatched} scans not matched; nothing was written.</source>
        <translation>可登记 {signed} 个图斑的签字，{refused} 个不能登记，{unmatched} 份扫描件未识别；尚未写入。</translation>
    </message>
    <message>
        <source>{signer} (seal):</source>
        <translation>{signer}（盖章）：</translation>
    </message>
    <message>
        <source>{size} m</source>
        <translation>{size} 米</translation>
    </message>
    <message>
        <source>{slot}: {person}</source>
        <translation>{slot}：{person}</translation>
    </message>
    <message>
        <source>{slot}: {person} taken out</source>
        <translation>{slot}：不再由{person}负责</translation>
    </message>
    <message>
        <source>{source} cannot be transformed to {target}: choose the CRS of the layer.</source>
        <translation>{source} 无法转换到 {target}：请指定图层的坐标系。</translation>
    </message>
    <message>
        <source>{source} holds no anchor: an anchor reads like &quot;seq 123 · 66c7f0f462eeedd9&quot; (the event&apos;s number and the first 16 digits of its SM3).</source>
        <translation>{source} 中没有台账凭证：凭证形如“seq 123 · 66c7f0f462eeedd9”（日志条号和该条 SM3 的前 16 位）。</translation>
    </message>
    <message>
        <source>{source} holds no polygon that can be checked ({reason}).</source>
        <translation>{source} 没有可检查的面（{reason}）。</translation>
    </message>
    <message>
        <source>{source} {day}</source>
        <translation>{source} {day}</translation>
    </message>
    <message>
        <source>{source} · ledger {ledger} · {when}</source>
        <translation>{source} · 台账 {ledger} · {when}</translation>
    </message>
    <message>
        <source>{stages} since {taken}, before the demolition of {day}: take it back and record its day again;</source>
        <translation>{stages}日期为{taken}，早于拆除到位日期{day}：请撤回后重新登记日期；</translation>
    </message>
    <message>
        <source>{stage} is no signing stage of this ledger: {known}</source>
        <translation>本台账没有签字环节 {stage}，可用：{known}</translation>
    </message>
    <message>
        <source>{stage} is recorded already: take it back first.</source>
        <translation>{stage}已经登记：请先撤回原登记。</translation>
    </message>
    <message>
        <source>{stage} needs a document attached to the parcel in this round: attach it first.</source>
        <translation>{stage}需要本轮已上传的佐证材料：请先上传。</translation>
    </message>
    <message>
        <source>{stage} needs a photo of after the rectification, attached to the parcel in this round: attach it first.</source>
        <translation>{stage}需要本轮已上传的整改后照片：请先上传。</translation>
    </message>
    <message>
        <source>{stage} on {taken} lies before the demolition of {day}: rubble is cleared and land cultivated after it.</source>
        <translation>{stage}日期{taken}早于拆除到位日期{day}：垃圾清运和恢复耕种应在拆除之后。</translation>
    </message>
    <message>
        <source>{stage} rests on this file: take it back first.</source>
        <translation>“{stage}”以该文件为依据：请先撤回该项。</translation>
    </message>
    <message>
        <source>{stage} signed by every level</source>
        <translation>“{stage}”逐级签字完成</translation>
    </message>
    <message>
        <source>{stage} since {day} ({person})</source>
        <translation>{stage}，{day}（{person}）</translation>
    </message>
    <message>
        <source>{stage} since {day} no longer counts; the entry stays in the journal.</source>
        <translation>{stage}（{day}）不再计入；原登记保留在日志中。</translation>
    </message>
    <message>
        <source>{stage}, level {level} {role} {person} returned it</source>
        <translation>{stage}第 {level} 级 {role} {person} 退回</translation>
    </message>
    <message>
        <source>{stage}, level {level} {role} {person} signed</source>
        <translation>{stage}第 {level} 级 {role} {person} 签字</translation>
    </message>
    <message>
        <source>{stage}: signature</source>
        <translation>{stage}签字</translation>
    </message>
    <message>
        <source>{stage}: {signed} of {people} have signed on this level</source>
        <translation>{stage}：本级应签 {people} 人，已签 {signed} 人</translation>
    </message>
    <message>
        <source>{status} (round {round})</source>
        <translation>{status}（第{round}轮）</translation>
    </message>
    <message>
        <source>{status} · {hold}</source>
        <translation>{status} · {hold}</translation>
    </message>
    <message>
        <source>{step} ({count})…</source>
        <translation>{step}（{count}）…</translation>
    </message>
    <message>
        <source>{step}: {count} parcels</source>
        <translation>{step}：{count} 个图斑</translation>
    </message>
    <message>
        <source>{step}: {number}</source>
        <translation>{step}：{number}</translation>
    </message>
    <message>
        <source>{step}…</source>
        <translation>{step}…</translation>
    </message>
    <message>
        <source>{suggestion}: {before} and {after}</source>
        <translation>{suggestion}（{before} 与 {after}）</translation>
    </message>
    <message>
        <source>{system}: the layer has no CRS; its numbers are degrees in China (CGCS2000 presumed)</source>
        <translation>{system}：图层没有坐标系；数值为国内经纬度（按 CGCS2000）</translation>
    </message>
    <message>
        <source>{system}: the layer has no CRS; zone {zone} stands in its eastings (CGCS2000 presumed)</source>
        <translation>{system}：图层没有坐标系；横坐标带号为 {zone}（按 CGCS2000）</translation>
    </message>
    <message>
        <source>{system}: {crs} is declared, but the numbers are degrees</source>
        <translation>{system}：声明为 {crs}，但数值是度</translation>
    </message>
    <message>
        <source>{system}: {crs} is declared, but the numbers are metres with zone {zone} in the eastings</source>
        <translation>{system}：声明为 {crs}，但数值是米，横坐标带号为 {zone}</translation>
    </message>
    <message>
        <source>{system}: {crs} is declared, but zone {zone} stands in the eastings; the numbers win</source>
        <translation>{system}：声明为 {crs}，但横坐标带号为 {zone}；以数值为准</translation>
    </message>
    <message>
        <source>{system}: {crs} is declared, which carries no zone in its eastings, but the numbers carry zone {zone} of the same meridian</source>
        <translation>{system}：声明为 {crs}（横坐标不含带号），但数值带有同一中央子午线的带号 {zone}</translation>
    </message>
    <message>
        <source>{system}: {crs} is declared, whose eastings begin with {zone}, but the numbers carry no zone</source>
        <translation>{system}：声明为 {crs}（横坐标以 {zone} 开头），但数值不含带号</translation>
    </message>
    <message>
        <source>{system}: {why}</source>
        <translation>{system}：{why}</translation>
    </message>
    <message>
        <source>{text} ({percent} % of the parcel lies outside the data)</source>
        <translation>{text}（图斑有 {percent} % 在数据范围之外）</translation>
    </message>
    <message>
        <source>{text} In doubt: the other unit is as likely.</source>
        <translation>{text} 存疑：也可能是另一种单位。</translation>
    </message>
    <message>
        <source>{text} is no angle: minutes and seconds go up to 60</source>
        <translation>{text} 不是角度：分、秒应小于 60</translation>
    </message>
    <message>
        <source>{text}, {share}</source>
        <translation>{text}，{share}</translation>
    </message>
    <message>
        <source>{text}: write the file, an equals sign and the code.</source>
        <translation>{text}：请按“文件=编码”填写。</translation>
    </message>
    <message>
        <source>{title} ({count})</source>
        <translation>{title}（{count}）</translation>
    </message>
    <message>
        <source>{title}: overlap table, continued</source>
        <translation>{title}：套合面积表（续）</translation>
    </message>
    <message>
        <source>{title}: there is no such ground.</source>
        <translation>{title}：没有这样的范围。</translation>
    </message>
    <message>
        <source>{title}: {count} parcels</source>
        <translation>{title}：{count} 个图斑</translation>
    </message>
    <message>
        <source>{totals} · {count} more not screened against this red line</source>
        <translation>{totals} · 另有{count}块未与该红线套合</translation>
    </message>
    <message>
        <source>{totals} · {count} more replaced by a new issue</source>
        <translation>{totals} · 另有 {count} 个已被重新下发替代或撤回</translation>
    </message>
    <message>
        <source>{totals} · {same} of them counted with another</source>
        <translation>{totals} · 其中 {same} 个与其他图斑重合，只计一次</translation>
    </message>
    <message>
        <source>{unit}: chosen by the user</source>
        <translation>{unit}：由用户指定</translation>
    </message>
    <message>
        <source>{unit}: fixed by the format</source>
        <translation>{unit}：由格式规定</translation>
    </message>
    <message>
        <source>{unit}: proved by another column</source>
        <translation>{unit}：由另一列证实</translation>
    </message>
    <message>
        <source>{unit}: proved by the geometry</source>
        <translation>{unit}：由图形证实</translation>
    </message>
    <message>
        <source>{unit}: stated by the field&apos;s name</source>
        <translation>{unit}：由字段名注明</translation>
    </message>
    <message>
        <source>{utf8} lines are no UTF-8 and {gbk} no GBK: rows whose text is damaged carry that as a fault.</source>
        <translation>{utf8} 行不是 UTF-8，{gbk} 行不是 GBK：文字损坏的行已注明并隔离。</translation>
    </message>
    <message>
        <source>{value} %</source>
        <translation>{value} %</translation>
    </message>
    <message>
        <source>{value} ({who})</source>
        <translation>{value}（{who}）</translation>
    </message>
    <message>
        <source>{value} cannot be degrees.minutes-seconds as the header says: its minutes or seconds are 60 or more</source>
        <translation>文件头写明为度分秒，但 {value} 的分或秒不小于 60</translation>
    </message>
    <message>
        <source>{value} is no compression: use {known}.</source>
        <translation>{value}不是压缩方式：可用{known}。</translation>
    </message>
    <message>
        <source>{value} is not a code of the dictionary {name}.</source>
        <translation>{value} 不是字典 {name} 中的代码。</translation>
    </message>
    <message>
        <source>{value} is not a date: write it as 2026-03-31.</source>
        <translation>{value} 不是日期：请写成 2026-03-31。</translation>
    </message>
    <message>
        <source>{value} is not a date: write it as 2026-07-03.</source>
        <translation>{value} 不是日期：请写成 2026-07-03。</translation>
    </message>
    <message>
        <source>{value} is not a date: write the capture date as 2024-05-01.</source>
        <translation>{value} 不是日期：拍摄日期请写成 2024-05-01。</translation>
    </message>
    <message>
        <source>{value} is not a decision about a link: same or separate.</source>
        <translation>{value} 不是对重合图斑的认定：只能为 same（同一图斑）或 separate（分别计算）。</translation>
    </message>
    <message>
        <source>{value} is not an access: choose {known}.</source>
        <translation>{value} 不是可授予的权限：请从 {known} 中选择。</translation>
    </message>
    <message>
        <source>{value} is not an area in m².</source>
        <translation>“{value}”不是以平方米计的面积。</translation>
    </message>
    <message>
        <source>{verdict} {count} ({area} mu)</source>
        <translation>{verdict} {count} 个（{area} 亩）</translation>
    </message>
    <message>
        <source>{what} (at least {count})</source>
        <translation>{what}（不少于 {count} 人）</translation>
    </message>
    <message>
        <source>{what} (key {key})</source>
        <translation>{what}（快捷键 {key}）</translation>
    </message>
    <message>
        <source>{what} ({reason})</source>
        <translation>{what}（{reason}）</translation>
    </message>
    <message>
        <source>{what} ({width} m wide)</source>
        <translation>{what}（宽 {width} m）</translation>
    </message>
    <message>
        <source>{what} (“{text}” stands there, which is no day)</source>
        <translation>{what}（现填“{text}”，不是日期）</translation>
    </message>
    <message>
        <source>{what} is missing;</source>
        <translation>未填{what}；</translation>
    </message>
    <message>
        <source>{what} is not a date (2026-07-03);</source>
        <translation>{what}不是日期（例如 2026-07-03）；</translation>
    </message>
    <message>
        <source>{what} is not recorded;</source>
        <translation>未录入{what}；</translation>
    </message>
    <message>
        <source>{what} is not signed by every level for the facts as they are now;</source>
        <translation>“{what}”尚未按现有事实逐级签完；</translation>
    </message>
    <message>
        <source>{what} was not found at {path}: check the path.</source>
        <translation>在 {path} 找不到{what}：请检查路径。</translation>
    </message>
    <message>
        <source>{what} {area} m²</source>
        <translation>{what} {area} 平方米</translation>
    </message>
    <message>
        <source>{what} {old} → {new} m²</source>
        <translation>{what} {old} → {new} 平方米</translation>
    </message>
    <message>
        <source>{what}, not counted</source>
        <translation>{what}，未计入</translation>
    </message>
    <message>
        <source>{what}.</source>
        <translation>{what}。</translation>
    </message>
    <message>
        <source>{what}: now {before}, fitted {after}</source>
        <translation>{what}：现行{before}，拟合后{after}</translation>
    </message>
    <message>
        <source>{what}: {count} different people are needed;</source>
        <translation>{what}须为 {count} 名不同人员；</translation>
    </message>
    <message>
        <source>{what}: {details}</source>
        <translation>{what}：{details}</translation>
    </message>
    <message>
        <source>{what}; area {before} → {after} m²</source>
        <translation>{what}；面积 {before} → {after} 平方米</translation>
    </message>
    <message>
        <source>{which}: that none was cut off the end, and that they were not all written anew. A chain of hashes holds for whoever wrote it; only an anchor kept elsewhere (a stamped sheet, another disk, the upper level) shows this.</source>
        <translation>{which}：末尾是否被截去，是否被整体改写。校验链只要由同一人重写就能自圆其说；只有留存在别处的凭证（盖章表、另一磁盘、上级）才能证明。</translation>
    </message>
    <message>
        <source>{who} changed the case at the office meanwhile: {fields}</source>
        <translation>外业期间 {who} 已在内业修改：{fields}</translation>
    </message>
    <message>
        <source>{why} {count}</source>
        <translation>{why} {count}</translation>
    </message>
    <message>
        <source>{width} x {height} pixels of {resolution} m</source>
        <translation>{width} × {height} 像素，{resolution} 米</translation>
    </message>
    <message>
        <source>{worker} has {theirs}, this machine has {ours}: install the same versions on all machines.</source>
        <translation>{worker} 是 {theirs}，本机是 {ours}：请在所有机器上安装同样的版本。</translation>
    </message>
    <message>
        <source>{x} and {y} are no coordinates</source>
        <translation>{x} 和 {y} 不是坐标</translation>
    </message>
    <message>
        <source>{yes} mu conform to the plan and {no} mu do not: it is suggested to split the parcel, since what is to be done differs.</source>
        <translation>符合规划 {yes} 亩、不符合规划 {no} 亩：处置方式不同，建议分割图斑。</translation>
    </message>
    <message>
        <source>| Key | Command | What it does |</source>
        <translation>| 按键 | 命令 | 作用 |</translation>
    </message>
    <message>
        <source>“{label}”</source>
        <translation>“{label}”</translation>
    </message>
    <message>
        <source>“{text}” speaks of {what}: coordinates of such maps are shifted by some 500 m (GCJ-02, BD-09); nothing was moved, ask for the original coordinates</source>
        <translation>“{text}”提到 {what}：此类地图的坐标有约 500 米偏移（GCJ-02、BD-09），存疑；未移动任何数据，请索取原始坐标</translation>
    </message>
    <message>
        <source>• {text}</source>
        <translation>• {text}</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>……另有 {count} 项</translation>
    </message>
    <message>
        <source>… and {count} more.</source>
        <translation>……另有 {count} 条。</translation>
    </message>
    <message>
        <source>≥ at least, ≤ at most, ≈ about: the figure is not exact (a polygon could not be cut, ground counts twice, a unit is in doubt); the remark of the parcel says why: screen again before it is used.</source>
        <translation>≥ 至少，≤ 至多，≈ 约：数值不确切（图形无法切割、面积重复计算或单位存疑），原因见该图斑备注；请重新套合后再使用。</translation>
    </message>
    <message>
        <source>□ agree</source>
        <translation>□同意</translation>
    </message>
    <message>
        <source>□ disagree</source>
        <translation>□不同意</translation>
    </message>
    <message>
        <source>◀ Previous</source>
        <translation>◀ 上一个</translation>
    </message>
</context>
</TS>
