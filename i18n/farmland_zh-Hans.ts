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
        <source> ({count} people)</source>
        <translation>（{count} 人）</translation>
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
        <source>(nothing below this line)</source>
        <translation>（以下空白）</translation>
    </message>
    <message>
        <source>(signature, seal)          date            </source>
        <translation>（签字、盖章）          日期            </translation>
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
        <source>1. Sign by hand, line by line. Whoever does not agree writes the reason into the line.</source>
        <translation>1. 请逐行手写签字；不同意的，在该行写明理由。</translation>
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
        <source>; but the geometry says {unit}, check</source>
        <translation>；但按图形应为 {unit}，请核对</translation>
    </message>
    <message>
        <source>; x and y were exchanged (the northing stood first)</source>
        <translation>；已对调 x、y（纵坐标在前）</translation>
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
        <source>A merge that was undone is not redone here: merge the copy again, or decide the conflict again.</source>
        <translation>已撤销的合并不能在此恢复：请重新合并副本，或重新裁定冲突。</translation>
    </message>
    <message>
        <source>A new event sets back what this one set; both stay in the history</source>
        <translation>新增一条记录把内容恢复；两条都留在经过里</translation>
    </message>
    <message>
        <source>A notice needs its number.</source>
        <translation>请填写文书编号。</translation>
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
        <source>Accept</source>
        <translation>验收合格</translation>
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
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add Imagery…</source>
        <translation>登记影像…</translation>
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
        <source>Add the selected red line to the map, in its role&apos;s colour</source>
        <translation>把选中的红线按其类型的颜色加到地图上</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>登记…</translation>
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
        <source>All Parcels</source>
        <translation>全部图斑</translation>
    </message>
    <message>
        <source>All Statuses</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>All of them go to {new}; what one of them lacks is listed before anything is written.</source>
        <translation>全部转为“{new}”；写入前会先列出各图斑还缺什么。</translation>
    </message>
    <message>
        <source>Also into</source>
        <translation>另存到</translation>
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
        <source>Answers for</source>
        <translation>责任类别</translation>
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
        <source>Apply to the other {count}</source>
        <translation>办理其余 {count} 个</translation>
    </message>
    <message>
        <source>Apply to {count} selected parcels</source>
        <translation>批量办理选中的 {count} 个图斑</translation>
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
        <source>Area (mu)</source>
        <translation>面积（亩）</translation>
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
        <source>Areas in this CRS need longitude and latitude; no transformation was given.</source>
        <translation>在此坐标系下计算面积需要经纬度，但未提供坐标转换。</translation>
    </message>
    <message>
        <source>As issued</source>
        <translation>监测面积</translation>
    </message>
    <message>
        <source>As of (date; empty = today)</source>
        <translation>截止日期（空 = 今天）</translation>
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
        <source>Attach</source>
        <translation>附上材料</translation>
    </message>
    <message>
        <source>Attach: {what}</source>
        <translation>附上：{what}</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>附上…</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>外出</translation>
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
        <source>Batch {name}: the counts do not add up; nothing was imported.</source>
        <translation>批次 {name}：数目对不上；未导入任何内容。</translation>
    </message>
    <message>
        <source>Batch {name}: {count} parcels</source>
        <translation>批次 {name}：{count} 个图斑</translation>
    </message>
    <message>
        <source>Batch {theirs}: the same file was imported here as batch {ours}. Its parcels were not brought in; what was done to them in the copy stays in the copy.</source>
        <translation>批次 {theirs}：同一文件在本台账已作为批次 {ours} 导入，其图斑未并入；副本中对这些图斑所做的工作仍只在副本中。</translation>
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
        <source>CRS, for an image that names none</source>
        <translation>坐标系（影像未注明时）</translation>
    </message>
    <message>
        <source>Came in besides</source>
        <translation>一并带入</translation>
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
        <source>Cancelled: nothing was written.</source>
        <translation>已取消：未写入任何内容。</translation>
    </message>
    <message>
        <source>Cancelled: {done} of {count} parcels were done.</source>
        <translation>已取消：完成 {count} 个图斑中的 {done} 个。</translation>
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
        <source>Captured on (date, such as 2026-09-05)</source>
        <translation>拍摄日期（如 2026-09-05）</translation>
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
        <source>Check</source>
        <translation>检查</translation>
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
        <source>Check and apply…</source>
        <translation>检查并办理…</translation>
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
        <source>Checking {file}…</source>
        <translation>正在检查 {file}…</translation>
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
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
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
        <source>Choose the folder the packages go to first.</source>
        <translation>请先选择成果包的存放文件夹。</translation>
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
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Code under the QR code</source>
        <translation>二维码下方的编码</translation>
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
        <source>Columns</source>
        <translation>列</translation>
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
        <source>Compute the overlap of every parcel with every red line</source>
        <translation>计算每个图斑与每层红线的重叠面积</translation>
    </message>
    <message>
        <source>Compute the overlap of parcels with every red line</source>
        <translation>计算图斑与每层红线的重叠面积</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>计算面积</translation>
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
        <source>Consistent, and its origin is proved ({origin})</source>
        <translation>一致且来源已证（{origin}）</translation>
    </message>
    <message>
        <source>Content complete, origin not proved</source>
        <translation>内容完整，来源未证</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Copy for the party concerned</source>
        <translation>当事人留存</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
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
        <source>Cropland (net)</source>
        <translation>耕地（净面积）</translation>
    </message>
    <message>
        <source>Current parcel</source>
        <translation>当前图斑</translation>
    </message>
    <message>
        <source>Dask scheduler</source>
        <translation>Dask 调度器</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
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
        <source>Decide where a copy and the ledger disagree; undo a merge</source>
        <translation>处理副本与台账不一致之处；撤销合并</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Declare rectified</source>
        <translation>申报整改完成</translation>
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
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>处置方式</translation>
    </message>
    <message>
        <source>Done by</source>
        <translation>办理人</translation>
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
        <source>EPSG:4490: the layer has no CRS; its numbers are degrees in China (CGCS2000 presumed)</source>
        <translation>EPSG:4490：图层没有坐标系；数值为国内经纬度（按 CGCS2000）</translation>
    </message>
    <message>
        <source>EPSG:4490: {crs} is declared, but the numbers are degrees</source>
        <translation>EPSG:4490：声明为 {crs}，但数值是度</translation>
    </message>
    <message>
        <source>EPSG:{epsg}: the layer has no CRS; zone {zone} stands in its eastings (CGCS2000 presumed)</source>
        <translation>EPSG:{epsg}：图层没有坐标系；横坐标带号为 {zone}（按 CGCS2000）</translation>
    </message>
    <message>
        <source>EPSG:{epsg}: {crs} is declared, but the numbers are metres with zone {zone} in the eastings</source>
        <translation>EPSG:{epsg}：声明为 {crs}，但数值是米，横坐标带号为 {zone}</translation>
    </message>
    <message>
        <source>EPSG:{epsg}: {crs} is declared, but zone {zone} stands in the eastings; the numbers win</source>
        <translation>EPSG:{epsg}：声明为 {crs}，但横坐标带号为 {zone}；以数值为准</translation>
    </message>
    <message>
        <source>EPSG:{epsg}: {crs} is declared, which carries no zone in its eastings, but the numbers carry zone {zone} of the same meridian</source>
        <translation>EPSG:{epsg}：声明为 {crs}（横坐标不含带号），但数值带有同一中央子午线的带号 {zone}</translation>
    </message>
    <message>
        <source>EPSG:{epsg}: {crs} is declared, whose eastings begin with {zone}, but the numbers carry no zone</source>
        <translation>EPSG:{epsg}：声明为 {crs}（横坐标以 {zone} 开头），但数值不含带号</translation>
    </message>
    <message>
        <source>Ellipsoidal area (TD/T 1055), a = {a} m, 1/f = {f}</source>
        <translation>椭球面积（TD/T 1055），a = {a} 米，1/f = {f}</translation>
    </message>
    <message>
        <source>Encoding (empty = concluded)</source>
        <translation>编码（空 = 自动判断）</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Enter no names of householders or parties, identity numbers or telephone numbers: these people are registered in the program. Read the filled sheet back with Record findings (farmland:recordfindings); empty cells change nothing.</source>
        <translation>不填写户主、当事人姓名及身份证号、电话，这些人员在程序中登记。填好后用“录入认定意见”（farmland:recordfindings）导入；空白单元格不改变已有内容。</translation>
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
        <source>Every level has signed already.</source>
        <translation>各级都已签字。</translation>
    </message>
    <message>
        <source>Every parcel of the ledger</source>
        <translation>台账中的全部图斑</translation>
    </message>
    <message>
        <source>Every word must occur (Ctrl+F)</source>
        <translation>须包含每一个词（Ctrl+F）</translation>
    </message>
    <message>
        <source>Evidence map of a suspected parcel</source>
        <translation>疑似图斑举证图</translation>
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
        <source>Export</source>
        <translation>导出</translation>
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
        <source>Export Survey Sheet…</source>
        <translation>导出摸排表…</translation>
    </message>
    <message>
        <source>Export evidence packages</source>
        <translation>导出举证成果包</translation>
    </message>
    <message>
        <source>Export problem lists</source>
        <translation>导出问题清单</translation>
    </message>
    <message>
        <source>Export survey sheet</source>
        <translation>导出核查填报表</translation>
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
        <source>Farmland Toolbar</source>
        <translation>耕地执法工具栏</translation>
    </message>
    <message>
        <source>Farmland enforcement</source>
        <translation>耕地执法</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素数</translation>
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
        <source>Field map (JSON or a .json file: class_code, coefficient, name)</source>
        <translation>字段映射（JSON 或 .json 文件：class_code、coefficient、name）</translation>
    </message>
    <message>
        <source>Field map (JSON)</source>
        <translation>字段映射（JSON）</translation>
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
        <source>File, folder or zip that was handed down</source>
        <translation>下发的文件、文件夹或 zip</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Files that were not read</source>
        <translation>未读取的文件</translation>
    </message>
    <message>
        <source>Files: pack the photos and scans too</source>
        <translation>附件：照片和扫描件一并打包</translation>
    </message>
    <message>
        <source>Fill in what is known</source>
        <translation>自动填入</translation>
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
        <source>Flags</source>
        <translation>标记</translation>
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
        <source>Folder of scans</source>
        <translation>扫描件文件夹</translation>
    </message>
    <message>
        <source>For a ledger in a database: gives a login of the database server the right to read or to write, of the whole county or of single townships, in place of what it had; none takes all access away. Only the ledger&apos;s owner can. The journal records it. The log lists who has access afterwards.</source>
        <translation>用于数据库台账：授予数据库账号读或写的权限，范围为全县或指定乡镇，取代其原有权限；选“无”则收回全部权限。只有台账所有者可以操作，并记入留痕。日志列出授权后的全部账号。</translation>
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
        <source>GeoPackage (*.gpkg);;CSV (*.csv)</source>
        <translation>GeoPackage (*.gpkg);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Give the ledger a name.</source>
        <translation>请填写台账名称。</translation>
    </message>
    <message>
        <source>Grant access</source>
        <translation>授予权限</translation>
    </message>
    <message>
        <source>Hash the attached files anew</source>
        <translation>重新计算附件的校验值</translation>
    </message>
    <message>
        <source>Held back by</source>
        <translation>暂不列入原因</translation>
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
        <source>I have looked at every scan: each line is signed, save those left out</source>
        <translation>我已逐张看过扫描件：除列出的行外，每行均已签字</translation>
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
        <source>Image after</source>
        <translation>后时相影像</translation>
    </message>
    <message>
        <source>Image before</source>
        <translation>前时相影像</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
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
        <source>Imported with batch {name}</source>
        <translation>随批次 {name} 导入</translation>
    </message>
    <message>
        <source>Imports parcels from a shapefile, GeoPackage, GeoJSON or boundary-point TXT, or from a folder or zip of them, as one batch. CRS, encoding, fields and the unit of the area are concluded and the report says why. A row that cannot become a parcel is quarantined with its reason: read = imported + quarantined. The same file is not imported twice.</source>
        <translation>从 shapefile、GeoPackage、GeoJSON、界址点 TXT，或含有它们的文件夹或 zip 导入图斑，作为一个批次。坐标系、编码、字段和面积单位自动判断，依据写入报告。不能成为图斑的记录连同原因一起隔离：读取 = 导入 + 隔离。同一文件不会重复导入。</translation>
    </message>
    <message>
        <source>In</source>
        <translation>落入</translation>
    </message>
    <message>
        <source>In the copy, event {seq} ({action}) was not taken by the rules: {reason}</source>
        <translation>副本中第 {seq} 号事件（{action}）不合规则：{reason}</translation>
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
        <source>IoU</source>
        <translation>交并比</translation>
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
        <source>Issued {issued} mu, computed {computed} mu</source>
        <translation>下发 {issued} 亩，计算 {computed} 亩</translation>
    </message>
    <message>
        <source>It is this level&apos;s turn</source>
        <translation>轮到本级签字</translation>
    </message>
    <message>
        <source>Journal: {anchor}</source>
        <translation>台账凭证：{anchor}</translation>
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
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Kind of package</source>
        <translation>成果包种类</translation>
    </message>
    <message>
        <source>Later steps rest on this one: undo the newest first.</source>
        <translation>后面还有办理步骤：请从最新的一步开始撤销。</translation>
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
        <source>Layer file, folder or zip</source>
        <translation>图层文件、文件夹或 zip</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不恢复</translation>
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
        <source>Ledger {name} created.</source>
        <translation>台账 {name} 已建立。</translation>
    </message>
    <message>
        <source>Ledgers in a database need the Python package psycopg2, which this QGIS lacks: install python3-psycopg2 (OSGeo4W or the system&apos;s packages) and start QGIS again.</source>
        <translation>数据库台账需要 Python 包 psycopg2，此 QGIS 缺少它：请安装 python3-psycopg2（OSGeo4W 或系统软件包）后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Left out: this line is not signed.</source>
        <translation>已排除：此行未签字。</translation>
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
        <source>Light</source>
        <translation>红绿灯</translation>
    </message>
    <message>
        <source>Line {line} was not understood: {text}</source>
        <translation>第 {line} 行无法识别：{text}</translation>
    </message>
    <message>
        <source>Line {line}: points without a plot line before them.</source>
        <translation>第 {line} 行：界址点之前没有地块行。</translation>
    </message>
    <message>
        <source>Line {line}: the closing point repeats one coordinate twice; the ring was closed on its first point.</source>
        <translation>第 {line} 行：闭合点的两个坐标相同；已按首点闭合。</translation>
    </message>
    <message>
        <source>Lines not signed</source>
        <translation>未签字的行</translation>
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
        <source>Made</source>
        <translation>生成时间</translation>
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
        <source>Measure</source>
        <translation>处置方式</translation>
    </message>
    <message>
        <source>Measure (suggested)</source>
        <translation>处置方式（建议）</translation>
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
        <source>MiB</source>
        <translation>MiB</translation>
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
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name (empty = the file&apos;s name)</source>
        <translation>名称（空 = 文件名）</translation>
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
        <source>New ledger</source>
        <translation>新建台账</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Next parcel of the table (Alt+Right)</source>
        <translation>表中下一个图斑（Alt+→）</translation>
    </message>
    <message>
        <source>Next parcel without a finding (Alt+Down)</source>
        <translation>下一个尚无认定意见的图斑（Alt+↓）</translation>
    </message>
    <message>
        <source>Next steps</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next unfinished ▶▶</source>
        <translation>下一个未完成 ▶▶</translation>
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
        <source>No further parcel that way in the table as it is filtered.</source>
        <translation>按当前筛选，该方向上没有更多图斑。</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>无影像</translation>
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
        <source>No parcel chosen</source>
        <translation>未选择图斑</translation>
    </message>
    <message>
        <source>No parcel is chosen for the form.</source>
        <translation>没有选择要打印到表上的图斑。</translation>
    </message>
    <message>
        <source>No parcel is selected: select some in the table or on the map, or choose All.</source>
        <translation>没有选中图斑：请在表中或地图上选择，或选“全部”。</translation>
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
        <source>No step is possible and every clock stands still until the case is released.</source>
        <translation>挂起期间不能办理任何步骤，期限停止计算，直到解除。</translation>
    </message>
    <message>
        <source>No step leads on from here.</source>
        <translation>此处没有可办理的步骤。</translation>
    </message>
    <message>
        <source>No vintage was given: results cannot say of which year these data are.</source>
        <translation>未填时点：结果无法说明数据是哪一年的。</translation>
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
        <source>Nobody has signed on the pad.</source>
        <translation>签名板上还没有签名。</translation>
    </message>
    <message>
        <source>Nobody ticked: whoever has the level&apos;s role in the parcel&apos;s village or township.</source>
        <translation>不勾选时，按图斑所在村、乡镇中具有该级身份的人员认定。</translation>
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
        <source>Not brought in, or it would count twice</source>
        <translation>未并入（否则会重复计算）</translation>
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
        <source>Not shown by this check:</source>
        <translation>本校验不能证明的事项：</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>核查说明</translation>
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
        <source>Nothing to attach: choose a file.</source>
        <translation>没有可附的材料：请选择文件。</translation>
    </message>
    <message>
        <source>Nothing to save.</source>
        <translation>没有需要保存的内容。</translation>
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
        <source>Notices</source>
        <translation>文书</translation>
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
        <source>Of the events after number {seq}</source>
        <translation>就第 {seq} 条以后的日志而言</translation>
    </message>
    <message>
        <source>Of the whole journal</source>
        <translation>就整个日志而言</translation>
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
        <source>On the list since</source>
        <translation>列入日期</translation>
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
        <source>Only when {condition}.</source>
        <translation>{condition}时填写。</translation>
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
        <source>Open the ledger for writing, once it is closed elsewhere</source>
        <translation>待别处关闭后，以可写方式打开台账</translation>
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
        <source>Order rectification</source>
        <translation>责令限期整改</translation>
    </message>
    <message>
        <source>Orders to correct whose time ran out, with the days the clock stood still. Whether to demolish, people decide.</source>
        <translation>责令限期改正等文书逾期未改正的图斑，已扣除挂起、申诉的天数。是否强制拆除，由人决定。</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
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
        <source>Overlap with each red line, official ellipsoidal area</source>
        <translation>与每层红线的重叠，椭球面积</translation>
    </message>
    <message>
        <source>Overlap with red lines</source>
        <translation>红线套合面积</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
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
        <source>Pairs that cover the same ground</source>
        <translation>重合图斑</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>图斑</translation>
    </message>
    <message>
        <source>Parcel no.</source>
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
        <source>Parcels Not Screened Yet</source>
        <translation>尚未套合的图斑</translation>
    </message>
    <message>
        <source>Parcels are screened by a login of the whole county; {login} has single townships.</source>
        <translation>套合须由全县账号进行；{login} 只有部分乡镇。</translation>
    </message>
    <message>
        <source>Parcels selected in the table or on the map</source>
        <translation>表中或地图上选中的图斑</translation>
    </message>
    <message>
        <source>Parcels the table shows now</source>
        <translation>表中当前显示的图斑</translation>
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
        <source>Parcels without a finding yet</source>
        <translation>尚无认定意见的图斑</translation>
    </message>
    <message>
        <source>Parcels · {name}</source>
        <translation>图斑 · {name}</translation>
    </message>
    <message>
        <source>Parcels: {count} on this page, {total} on the form</source>
        <translation>图斑数：本页 {count} 个，全表 {total} 个</translation>
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
        <source>Person</source>
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
        <source>Photos and scans are not inside: they lie in the folder of files beside the ledger.</source>
        <translation>照片和扫描件不在备份之内：它们在台账旁的文件夹里。</translation>
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
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Polygons that were not valid and were repaired in the cache</source>
        <translation>无效、已在缓存中修复的多边形</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Possibly the same person entered twice: keep one of them in the list of people</source>
        <translation>可能是同一人重复登记：请在人员名单中保留一个</translation>
    </message>
    <message>
        <source>Press a digit to choose</source>
        <translation>按数字键选择</translation>
    </message>
    <message>
        <source>Previous parcel of the table (Alt+Left)</source>
        <translation>表中上一个图斑（Alt+←）</translation>
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
        <source>Problem: not voided, and the finding is neither lawful nor no real change; parcels without a finding count. Remediated: written off. Overdue: not written off and the rectification date is past.</source>
        <translation>问题：未作废，且认定意见既非合法也非伪变化；尚无认定意见的计入。已整改：已销号。逾期：未销号且已过整改期限。</translation>
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
        <source>Put this backup in the ledger&apos;s place; what stands there now is kept</source>
        <translation>用此备份替换台账；现有台账会另存</translation>
    </message>
    <message>
        <source>Puts every parcel whose order to correct by a date ran out on the list for forced demolition: one event a parcel, nothing else changes. Time in which a case was suspended or under appeal does not count. Parcels flagged for petition or risk to public order are left to a person. A dry run lists them and writes nothing.</source>
        <translation>把责令限期改正等文书逾期未改正的图斑列入强制拆除清单：每个图斑记一条日志，其他不变。挂起、申诉期间不计入期限。标有信访、稳定风险的图斑留给人决定。试运行只列出，不写入。</translation>
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
        <source>Read scans…</source>
        <translation>读取扫描件…</translation>
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
        <source>Reads a table (.xlsx, .csv) with a column of parcel numbers and the columns of the survey form. Rows that are certain are applied in one step; a row whose parcel or code is not certain is refused, with the reason in the report. A dry run judges the rows, counts what would be applied and writes nothing.</source>
        <translation>读取含图斑编号列和核查表各列的表格（.xlsx、.csv）。确定无误的行一次录入；图斑或代码不能确定的行予以拒绝，原因写入报告。试运行只判断各行、统计将会录入的数目，不写入任何内容。</translation>
    </message>
    <message>
        <source>Reads scans (JPG, PNG, TIF, PDF) of printed sign-off forms, finds the parcels of each page by its QR code and records one signature for each parcel, all of one scan in one step. Who signed follows from the people named, or from who has the level&apos;s role in that village or township. A parcel whose facts have changed since the form was printed is refused, with the reason in the report. Where a code cannot be read, type it as printed under the QR code. The program does not see whether a line is signed: LOOKED says that somebody has looked. A dry run judges everything and writes nothing.</source>
        <translation>读取打印签字表的扫描件（JPG、PNG、TIF、PDF），按二维码找到每页的图斑，为每个图斑各登记一次签字，同一扫描件一次写入。签字人按所列人员确定，未列出时按该村或乡镇具有相应角色的人员确定。打印后事实已变更的图斑不予登记，原因写入报告。二维码无法识别时，请输入二维码下方印的编号。软件不识别某行是否已签字：LOOKED 表示有人已逐张核对。试运行只判断，不写入。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>接收方</translation>
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
        <source>Record findings</source>
        <translation>录入认定意见</translation>
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
        <source>Record…</source>
        <translation>登记…</translation>
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
        <source>Refuses</source>
        <translation>拒签</translation>
    </message>
    <message>
        <source>Register a red-line layer</source>
        <translation>登记一个红线图层</translation>
    </message>
    <message>
        <source>Register a red-line layer: land use, permanent farmland, ecological, approvals …</source>
        <translation>登记红线图层：地类图斑、永久基本农田、生态保护红线、批文等</translation>
    </message>
    <message>
        <source>Register a scene from before or after</source>
        <translation>登记前时相或后时相影像</translation>
    </message>
    <message>
        <source>Register imagery</source>
        <translation>登记影像</translation>
    </message>
    <message>
        <source>Register red line</source>
        <translation>登记红线</translation>
    </message>
    <message>
        <source>Registers a local image (GeoTIFF, JPEG 2000, ERDAS img, PNG or JPEG with world file) with its date, role and source. The file stays where it is; its SHA-256 goes into the ledger, so that a changed file is noticed. Virtual and remote rasters are refused.</source>
        <translation>登记本机影像（GeoTIFF、JPEG 2000、ERDAS img、带坐标文件的 PNG 或 JPEG）及其日期、类型和来源。文件留在原处，SHA-256 记入台账，文件被改动即可发现。不接受虚拟和远程栅格。</translation>
    </message>
    <message>
        <source>Registers a reference layer (land use, permanent basic farmland, ecological red line, growth boundary, approvals …). It is brought to the ledger&apos;s CRS vertex by vertex, repaired and kept beside the ledger with its content hash, so that every screening says which data it rests on. The source file is not changed.</source>
        <translation>登记参考图层（地类图斑、永久基本农田、生态保护红线、城镇开发边界、批文等）。逐顶点转换到台账坐标系、修复后连同内容哈希保存在台账旁，使每次套合都能说明所依据的数据。源文件不作改动。</translation>
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
        <source>Reopen (new round)</source>
        <translation>重启（新一轮）</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>修复</translation>
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
        <source>Result packages</source>
        <translation>成果包</translation>
    </message>
    <message>
        <source>Resume rectification</source>
        <translation>转入整改</translation>
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
        <source>Role</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Role of the image</source>
        <translation>影像类型</translation>
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
        <source>Round</source>
        <translation>轮次</translation>
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
        <source>Row {row} ({number}) refused: {reason}</source>
        <translation>第 {row} 行（{number}）被拒绝：{reason}</translation>
    </message>
    <message>
        <source>Rules and dictionaries of the county (folder of JSON)</source>
        <translation>本县的规则和字典（JSON 文件夹）</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
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
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the form over it; both entries stay in the history</source>
        <translation>以本表内容保存；双方的录入都留在经过中</translation>
    </message>
    <message>
        <source>Saved connection</source>
        <translation>已保存的连接</translation>
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
        <source>Say why it is undone.</source>
        <translation>请写明撤销的原因。</translation>
    </message>
    <message>
        <source>Say why the file is taken off the parcel.</source>
        <translation>请写明移除材料的原因。</translation>
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
        <source>Screening on a cluster is not in this version: leave CLUSTER empty.</source>
        <translation>本版本尚无集群套合：请将 CLUSTER 留空。</translation>
    </message>
    <message>
        <source>Screening results of {count} parcels and red lines</source>
        <translation>{count} 条套合结果</translation>
    </message>
    <message>
        <source>Screens parcels against the registered red lines: for each parcel, layer and class the official ellipsoidal area of what they share, overlapping polygons counted once, balanced so that the classes of a land-use layer and the uncovered rest add up to the parcel&apos;s area exactly. Earlier results of the same parcels and layers are replaced.</source>
        <translation>将图斑与已登记的红线套合：按图斑、图层、类别计算共有部分的椭球面积，相互重叠的图形只计一次，并平差，使地类图层各类别与未覆盖部分之和恒等于图斑面积。同一图斑、同一图层的旧结果会被替换。</translation>
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
        <source>Select parcels in the table or on the map first.</source>
        <translation>请先在表中或地图上选择图斑。</translation>
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
        <source>Selected Parcels</source>
        <translation>选中的图斑</translation>
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
        <source>Set…</source>
        <translation>设定…</translation>
    </message>
    <message>
        <source>Several are allowed, with commas between them.</source>
        <translation>可填多个，用顿号分隔。</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>占比 %</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show on map</source>
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
        <source>Show the whole number, to read or change it</source>
        <translation>显示完整号码，可查看、修改</translation>
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
        <source>So far by</source>
        <translation>现在的期限</translation>
    </message>
    <message>
        <source>Something went wrong: {reason}. Details are in the log panel under {log}.</source>
        <translation>出错了：{reason}。详情见日志面板的 {log}。</translation>
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
        <source>Stage (empty = where each case stands)</source>
        <translation>签字环节（空 = 按案件当前状态）</translation>
    </message>
    <message>
        <source>Stage: {stage}</source>
        <translation>审核环节：{stage}</translation>
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
        <source>Still to be named: {things}</source>
        <translation>尚未明确：{things}</translation>
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
        <translation>核查填报表</translation>
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
        <source>Suspend</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>挂起</translation>
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
        <source>Tables (*.xlsx *.csv)</source>
        <translation>表格 (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>Take Field Copy…</source>
        <translation>取外业副本…</translation>
    </message>
    <message>
        <source>Take a signature back</source>
        <translation>撤回签字</translation>
    </message>
    <message>
        <source>Take back the assignment</source>
        <translation>退派</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Take field copy</source>
        <translation>取外业副本</translation>
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
        <translation>读入填好的核查表（xlsx、csv）</translation>
    </message>
    <message>
        <source>Take the copy&apos;s</source>
        <translation>采用副本的</translation>
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
        <source>Taken over</source>
        <translation>并入内容</translation>
    </message>
    <message>
        <source>Taken over from a field copy</source>
        <translation>并入外业副本</translation>
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
        <source>The QR code on it is not that of a sign-off form.</source>
        <translation>上面的二维码不是签字表的二维码。</translation>
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
        <source>The backup is made without an event in the journal, which cannot be written now.</source>
        <translation>日志现在无法写入：备份照做，但不记入日志。</translation>
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
        <source>The chain of this parcel has no level {level}.</source>
        <translation>本图斑的签字链没有第 {level} 级。</translation>
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
        <source>The database answers again.</source>
        <translation>数据库已恢复连接。</translation>
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
        <source>The decision is undone.</source>
        <translation>已撤销该处理。</translation>
    </message>
    <message>
        <source>The disk of {path} is full: free some space and run again; nothing was written.</source>
        <translation>{path} 所在磁盘已满：请腾出空间后重试；未写入任何内容。</translation>
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
        <source>The field {field} says {stated}, but its values fit {proven} ({measured}): set AREA_UNIT.</source>
        <translation>字段 {field} 标明单位为 {stated}，但数值符合 {proven}（{measured}）：请指定“监测面积单位”（AREA_UNIT）。</translation>
    </message>
    <message>
        <source>The file cannot be read ({reason}).</source>
        <translation>文件无法读取（{reason}）。</translation>
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
        <source>The folder of files is shared by everybody who works in this ledger: photos, scans and red lines lie there. Left empty, they stay on this computer.</source>
        <translation>文件夹由所有使用此台账的人共用，存放照片、扫描件和红线缓存。留空则存在本机。</translation>
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
        <source>The input</source>
        <translation>输入</translation>
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
        <source>The layer declares {crs} (degrees) but its coordinates are metres (about {x}, {y}): set CRS.</source>
        <translation>图层声明为 {crs}（度），但坐标是米（约 {x}, {y}）：请指定“坐标系”（CRS）。</translation>
    </message>
    <message>
        <source>The layer of the red line {name} does not lie beside the copy: register its source here to screen.</source>
        <translation>副本旁没有红线图层 {name} 的数据：请在这里重新登记该红线后再套合。</translation>
    </message>
    <message>
        <source>The ledger as it was before is kept as {path}.</source>
        <translation>合并前的台账已备份为 {path}。</translation>
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
        <source>The ledger has no rule named {name}.</source>
        <translation>台账中没有名为 {name} 的规则。</translation>
    </message>
    <message>
        <source>The ledger is backed up by itself every 50 events and when it is closed: the last ten of the day stay, and the newest of each of the last 10 days and 8 weeks. Photos and scans lie in {files} and are not inside.</source>
        <translation>台账每写入 50 条日志和关闭时自动备份：当天保留最近十份，另保留最近 10 天、8 周各一份。照片和扫描件在 {files}，不在备份之内。</translation>
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
        <source>The login {login} may write in its own townships only; nothing was written.</source>
        <translation>账号 {login} 只能写入本账号所属乡镇；未写入任何内容。</translation>
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
        <source>The order of the coordinates changes within the file ({first} points have the easting first, {second} the northing).</source>
        <translation>文件内坐标顺序不一致（{first} 个点横坐标在前，{second} 个点纵坐标在前）。</translation>
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
        <source>The parcel lies in a township that the login {login} may not write in.</source>
        <translation>图斑所在乡镇不在账号 {login} 的写入范围内。</translation>
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
        <source>The program reads the code of a form, not the signatures on it. Double-click a line to see its scan.</source>
        <translation>软件只识别表单二维码，不识别签字。双击某行可查看扫描件。</translation>
    </message>
    <message>
        <source>The program reads the code of a form, not the signatures on it: look at every scan, name the parcels whose line is not signed, and say that you have looked (LOOKED); nothing was written.</source>
        <translation>软件只识别表单二维码，不识别签字：请逐张核对扫描件，列出未签字的图斑，并确认已核对（LOOKED）；未写入任何内容。</translation>
    </message>
    <message>
        <source>The project&apos;s ledger is not at {path}: open it from where it is now.</source>
        <translation>工程所用的台账不在 {path}：请从现在的位置打开。</translation>
    </message>
    <message>
        <source>The red line&apos;s cache {path} cannot be read: register the layer again.</source>
        <translation>红线缓存 {path} 无法读取：请重新登记该图层。</translation>
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
        <source>The screening worker stopped with exit code {code} and nothing was written: {reason}.</source>
        <translation>套合进程以退出码 {code} 结束，未写入任何内容：{reason}。</translation>
    </message>
    <message>
        <source>The screening worker was killed or crashed and nothing was written: screen fewer parcels at a time (WHERE) or with fewer threads (WORKERS).</source>
        <translation>套合进程被终止或崩溃，未写入任何内容：请减少每次套合的图斑（图斑筛选）或线程数。</translation>
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
        <source>The signature cannot be written to {path}.</source>
        <translation>签名无法写入 {path}。</translation>
    </message>
    <message>
        <source>The signature stands for other facts or another level than were open then.</source>
        <translation>该签字对应的内容或层级与当时应签的不符。</translation>
    </message>
    <message>
        <source>The survey is submitted: a change is a correction and asks for its reason (Ctrl+Enter)</source>
        <translation>摸排已提交：改动按更正处理，须写明理由（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>The table {table} did not arrive as it was: nothing was moved.</source>
        <translation>表 {table} 迁移后与原来不一致：未迁移任何内容。</translation>
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
        <source>This deadline was extended {times} times already, at most {most} is allowed ({citation}): attach the approval to go further.</source>
        <translation>这个期限已延期 {times} 次，最多允许 {most} 次（{citation}）：要再延，请附审批件。</translation>
    </message>
    <message>
        <source>This event changed nothing that could be set back.</source>
        <translation>这一条没有可以恢复的改动。</translation>
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
        <source>This layer is registered already: nothing was changed.</source>
        <translation>该图层已登记：未作改动。</translation>
    </message>
    <message>
        <source>This layer is registered already; its missing copy beside the ledger was made again.</source>
        <translation>该图层已登记；台账旁缺失的副本已重新生成。</translation>
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
        <source>This parcel has not been screened yet.</source>
        <translation>该图斑尚未套合。</translation>
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
        <source>Threads (0 = all cores)</source>
        <translation>线程数（0 = 全部核心）</translation>
    </message>
    <message>
        <source>Ticked: set for all; empty: taken away from all; grey: left as it is</source>
        <translation>打勾：全部加上；空白：全部去掉；灰色：不改</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>To be met by</source>
        <translation>履行期限</translation>
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
        <source>Total, mu</source>
        <translation>合计（亩）</translation>
    </message>
    <message>
        <source>Total: {count}</source>
        <translation>合计：{count}</translation>
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
        <source>Township, village</source>
        <translation>乡镇、村</translation>
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
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Two witnesses sign</source>
        <translation>见证人（两人）签字</translation>
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
        <source>Undo this decision</source>
        <translation>撤销本次处理</translation>
    </message>
    <message>
        <source>Undone for {count} parcels.</source>
        <translation>已撤销 {count} 个图斑的操作。</translation>
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
        <source>Unit of the monitored area</source>
        <translation>监测面积单位</translation>
    </message>
    <message>
        <source>Unremediated list</source>
        <translation>未整改清单</translation>
    </message>
    <message>
        <source>VINTAGE is {value}, which is no date: write it as 2025-12-31, 2025-12 or 2025.</source>
        <translation>时点 {value} 不是日期：请写成 2025-12-31、2025-12 或 2025。</translation>
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
        <source>WHERE names the unknown field {field}; known are {known}.</source>
        <translation>筛选条件中有未知字段 {field}；可用字段为 {known}。</translation>
    </message>
    <message>
        <source>WHERE selects no parcel: no package was made.</source>
        <translation>筛选条件没有选中图斑：未生成成果包。</translation>
    </message>
    <message>
        <source>WHERE selects no parcel: nothing was screened.</source>
        <translation>筛选条件未选中任何图斑：未作套合。</translation>
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
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What does not hold</source>
        <translation>不符之处</translation>
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
        <source>What stood there is kept as {path}; {count} of its events are no longer in the journal.</source>
        <translation>原有台账已另存为 {path}；其中 {count} 条日志不再在台账中。</translation>
    </message>
    <message>
        <source>What this check does not show</source>
        <translation>本校验不能证明的事项</translation>
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
        <source>What was found</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>What was seen on site</source>
        <translation>现场所见</translation>
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
        <source>Why not</source>
        <translation>原因</translation>
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
        <source>Withdraw the case</source>
        <translation>撤案</translation>
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
        <source>Worked on by both sides, brought together without a conflict: look whether it fits</source>
        <translation>两边都有工作、无冲突自动合并：请看是否相符</translation>
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
        <source>Write nothing</source>
        <translation>全部不办</translation>
    </message>
    <message>
        <source>Write off</source>
        <translation>批准销号</translation>
    </message>
    <message>
        <source>Write to the ledger at once (Ctrl+Enter)</source>
        <translation>立即写入台账（Ctrl+Enter）</translation>
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
        <source>Writes a whole, checked copy of the ledger while it is in use, and tells it in the journal with its SHA-256; the line added to anchors.txt beside the backup proves later that the journal was not rewritten, so keep it on another disk. Photos and scans lie in the ledger&apos;s folder of files and are not inside: tick Files to pack them into a zip beside the backup. Left empty, the backup goes into the folder beside the ledger.</source>
        <translation>台账使用中也可备份：写出经检查的完整副本，并连同 SHA-256 记入日志；备份旁 anchors.txt 中新增的一行日后可以证明日志未被改写，请保存到另一磁盘。照片和扫描件在台账的文件夹里，不在备份之内：勾选“附件”可打包到备份旁的压缩包。不填路径时，备份放在台账旁的备份文件夹。</translation>
    </message>
    <message>
        <source>Writes a workbook with the questions of a campaign&apos;s survey form, one row for each selected parcel of the campaign, and the code lists to choose from in its cells. Once filled in, Record findings reads it back.</source>
        <translation>按专项行动的核查表生成填报工作簿：所选图斑每个一行，单元格可下拉选择字典选项。填好后用“录入认定意见”导入。</translation>
    </message>
    <message>
        <source>Writes one workbook with the problem list, the remediated, unremediated and overdue lists and a summary by township. Progress counts the monitored area as issued. The selection, the date and the rule are printed on every sheet.</source>
        <translation>生成一个工作簿，含问题清单、已整改清单、未整改清单、逾期清单和分乡镇汇总。进度按下发的监测面积计算。每张表都注明筛选条件、日期和规则。</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>我方</translation>
    </message>
    <message>
        <source>Zip each package</source>
        <translation>每个成果包压缩为 zip</translation>
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
        <source>a coordinate is not a number</source>
        <translation>有坐标不是数字</translation>
    </message>
    <message>
        <source>a line is not a journal entry</source>
        <translation>有一行不是日志记录</translation>
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
        <source>a witness</source>
        <translation>见证人</translation>
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
        <source>all parcels</source>
        <translation>全部图斑</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>已录入</translation>
    </message>
    <message>
        <source>arcs replaced by short segments</source>
        <translation>圆弧以短线段代替</translation>
    </message>
    <message>
        <source>area m²</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>as the rule says</source>
        <translation>按规定天数</translation>
    </message>
    <message>
        <source>as the server asks</source>
        <translation>按服务器要求</translation>
    </message>
    <message>
        <source>attributes</source>
        <translation>属性</translation>
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
        <source>choose who does it</source>
        <translation>请选择办理人</translation>
    </message>
    <message>
        <source>choose who signs</source>
        <translation>请选择签字人</translation>
    </message>
    <message>
        <source>chosen by the user</source>
        <translation>由用户指定</translation>
    </message>
    <message>
        <source>clock stopped, {left}</source>
        <translation>暂停计时，{left}</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>complied with on {day}</source>
        <translation>{day} 已履行</translation>
    </message>
    <message>
        <source>concluded from the values</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>conflicts to decide</source>
        <translation>待处理冲突</translation>
    </message>
    <message>
        <source>counted once</source>
        <translation>只计一次</translation>
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
        <source>decision on conflicts taken back</source>
        <translation>撤销冲突处理</translation>
    </message>
    <message>
        <source>dictionaries or rules were changed without an event ({found} instead of {told})</source>
        <translation>字典或规则被改动而日志没有记录（现为 {found}，应为 {told}）</translation>
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
        <source>earlier signatures void ({stages})</source>
        <translation>原有签字作废（{stages}）</translation>
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
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>field copy</source>
        <translation>外业副本</translation>
    </message>
    <message>
        <source>fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
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
        <source>fixed by the format</source>
        <translation>由格式规定</translation>
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
        <source>guard (trigger)</source>
        <translation>防改触发器</translation>
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
        <source>holds</source>
        <translation>挂起时段</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>in use (others stay in the record, but are no longer offered)</source>
        <translation>在用（停用的保留在台账里，选择时不再列出）</translation>
    </message>
    <message>
        <source>index</source>
        <translation>索引</translation>
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
        <source>it cannot be repaired: it encloses no area</source>
        <translation>无法修复：不围成面积</translation>
    </message>
    <message>
        <source>it cannot be transformed to the ledger&apos;s CRS</source>
        <translation>无法转换到台账坐标系</translation>
    </message>
    <message>
        <source>it has no geometry</source>
        <translation>没有图形</translation>
    </message>
    <message>
        <source>it has no points</source>
        <translation>没有界址点</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>it is not a polygon ({kind})</source>
        <translation>不是面（{kind}）</translation>
    </message>
    <message>
        <source>it lies in zone {zone}, the rest of the file in another</source>
        <translation>位于 {zone} 带，而文件其余部分在另一带</translation>
    </message>
    <message>
        <source>it lies outside the area of {crs} (at {place})</source>
        <translation>位于 {crs} 适用范围之外（{place}）</translation>
    </message>
    <message>
        <source>it was made from another ledger ({theirs}), not from {ours}: choose that ledger, or none</source>
        <translation>该包出自另一台账（{theirs}），不是 {ours}：请选择那个台账，或不选台账</translation>
    </message>
    <message>
        <source>its area is zero</source>
        <translation>面积为零</translation>
    </message>
    <message>
        <source>its points lie in more than one zone or out of place (easting prefixes {zones})</source>
        <translation>界址点跨带或位置不对（横坐标带号 {zones}）</translation>
    </message>
    <message>
        <source>its status is {status}</source>
        <translation>状态为 {status}</translation>
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
        <source>layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>level {level}: {who}</source>
        <translation>第 {level} 级：{who}</translation>
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
        <source>line {number} is not a checksum line</source>
        <translation>第 {number} 行不是校验值</translation>
    </message>
    <message>
        <source>lists</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>m2: the field {field} holds no areas</source>
        <translation>m2：字段 {field} 中没有面积</translation>
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
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>mu</source>
        <translation>亩</translation>
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
        <source>net {area} m²</source>
        <translation>净面积 {area} 平方米</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
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
        <source>no date</source>
        <translation>无日期</translation>
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
        <source>no measure recorded</source>
        <translation>未录入处置方式</translation>
    </message>
    <message>
        <source>no overlap</source>
        <translation>无重叠</translation>
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
        <source>no {what} is attached;</source>
        <translation>未附{what}；</translation>
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
        <source>not brought in</source>
        <translation>未并入</translation>
    </message>
    <message>
        <source>not complete</source>
        <translation>未签完</translation>
    </message>
    <message>
        <source>not covered by the layer</source>
        <translation>图层未覆盖</translation>
    </message>
    <message>
        <source>not entered</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>not issued</source>
        <translation>未下发</translation>
    </message>
    <message>
        <source>not saved in QGIS</source>
        <translation>未保存在 QGIS 中</translation>
    </message>
    <message>
        <source>not screened against any red line</source>
        <translation>未与任何红线套合</translation>
    </message>
    <message>
        <source>not screened yet</source>
        <translation>尚未套合</translation>
    </message>
    <message>
        <source>not served yet</source>
        <translation>尚未送达</translation>
    </message>
    <message>
        <source>not verified yet</source>
        <translation>尚未验证</translation>
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
        <source>nothing is left after the repair ({what})</source>
        <translation>修复后没有剩余（{what}）</translation>
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
        <source>number</source>
        <translation>编号</translation>
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
        <source>on the list for forced demolition since {day}</source>
        <translation>{day} 列入强制拆除清单</translation>
    </message>
    <message>
        <source>one of: {what}</source>
        <translation>以下之一：{what}</translation>
    </message>
    <message>
        <source>open ring closed</source>
        <translation>闭合了未闭合的环</translation>
    </message>
    <message>
        <source>or drop them here</source>
        <translation>或拖放到此处</translation>
    </message>
    <message>
        <source>other number</source>
        <translation>对方编号</translation>
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
        <source>parcel_uid names the parcel {other}, the number says {number}</source>
        <translation>parcel_uid 指图斑 {other}，编号却是 {number}</translation>
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
        <source>person {person}: name, number or telephone were changed without an event</source>
        <translation>人员 {person}：姓名、证件号或电话被改动而日志没有记录</translation>
    </message>
    <message>
        <source>photos and documents</source>
        <translation>照片和材料</translation>
    </message>
    <message>
        <source>points and lines left out</source>
        <translation>去除了其中的点和线</translation>
    </message>
    <message>
        <source>proxy {name}</source>
        <translation>代签人{name}</translation>
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
        <source>reason</source>
        <translation>原因</translation>
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
        <source>recorded by {actor}</source>
        <translation>{actor} 登记</translation>
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
        <source>returned</source>
        <translation>退回</translation>
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
        <source>say why it is returned</source>
        <translation>请写明退回原因</translation>
    </message>
    <message>
        <source>scans not matched</source>
        <translation>未识别扫描件</translation>
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
        <source>share %</source>
        <translation>占比 %</translation>
    </message>
    <message>
        <source>share of the smaller</source>
        <translation>占较小者</translation>
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
        <source>six digits, such as 130423</source>
        <translation>六位数字，如 130423</translation>
    </message>
    <message>
        <source>square metres</source>
        <translation>平方米</translation>
    </message>
    <message>
        <source>state</source>
        <translation>处理情况</translation>
    </message>
    <message>
        <source>stated by the file (.cpg)</source>
        <translation>由文件注明（.cpg）</translation>
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
        <source>still missing: {what}</source>
        <translation>还缺：{what}</translation>
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
        <source>survey form complete</source>
        <translation>摸排表填写完整</translation>
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
        <source>take theirs</source>
        <translation>一律采用副本</translation>
    </message>
    <message>
        <source>taken from theirs</source>
        <translation>取自副本</translation>
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
        <source>the chain breaks at entry {seq}</source>
        <translation>日志链在第 {seq} 条断开</translation>
    </message>
    <message>
        <source>the copy</source>
        <translation>副本</translation>
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
        <source>the file calls it {shape}, not a polygon (面)</source>
        <translation>文件中标为 {shape}，不是面</translation>
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
        <source>the header names the system {system}</source>
        <translation>文件头注明的坐标系为 {system}</translation>
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
        <source>the layer overlaps itself</source>
        <translation>图层自身有重叠</translation>
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
        <source>the method {method} needs {what};</source>
        <translation>“{method}”方式须有{what}；</translation>
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
        <source>the only one that all of the text fits, tried UTF-8, then GB18030</source>
        <translation>依次尝试 UTF-8、GB18030，唯一与全部文字相符的编码</translation>
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
        <source>the person acting took part in {what}: somebody else must do this;</source>
        <translation>办理人参与过“{what}”，须由其他人办理；</translation>
    </message>
    <message>
        <source>the polygon differs from the ledger&apos;s</source>
        <translation>图形与台账不同</translation>
    </message>
    <message>
        <source>the polygon of {number} is not the one issued</source>
        <translation>{number} 的图形不是下发的图形</translation>
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
        <source>the row has no parcel number</source>
        <translation>该行没有图斑编号</translation>
    </message>
    <message>
        <source>the row records nothing: finding, disposition, category and note are empty</source>
        <translation>该行没有内容：认定意见、处置方式、问题类别、核查说明均为空</translation>
    </message>
    <message>
        <source>the same on both sides</source>
        <translation>两边相同</translation>
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
        <translation>此专项行动的核查表没有 {field}（列“{column}”）</translation>
    </message>
    <message>
        <source>the text is plain ASCII</source>
        <translation>文字均为 ASCII</translation>
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
        <source>there are overlap facts, but no screening in the journal</source>
        <translation>有套合结果，但日志中没有套合记录</translation>
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
        <source>to decide</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>two columns say something else about {field}: keep one of them</source>
        <translation>两列对“{field}”的填写不一致，请保留一列</translation>
    </message>
    <message>
        <source>type part of a name</source>
        <translation>输入姓名查找</translation>
    </message>
    <message>
        <source>uncovered</source>
        <translation>未覆盖</translation>
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
        <source>valid</source>
        <translation>有效</translation>
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
        <source>what became of it</source>
        <translation>处理结果</translation>
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
        <source>why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>with photos and scans</source>
        <translation>含照片和扫描件</translation>
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
        <source>yyyy-mm-dd</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>yyyy[-mm[-dd]]</source>
        <translation>年[-月[-日]]</translation>
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
        <source>{applied} rows recorded, {refused} refused.</source>
        <translation>已录入 {applied} 行，拒绝 {refused} 行。</translation>
    </message>
    <message>
        <source>{applied} rows would be recorded, {refused} refused; nothing was written.</source>
        <translation>试运行：可录入 {applied} 行，拒绝 {refused} 行；未写入任何内容。</translation>
    </message>
    <message>
        <source>{area} mu</source>
        <translation>{area} 亩</translation>
    </message>
    <message>
        <source>{area} m²</source>
        <translation>{area} 平方米</translation>
    </message>
    <message>
        <source>{captured} · {role}</source>
        <translation>{captured} · {role}</translation>
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
        <source>{county}: survey sheet, {campaign}</source>
        <translation>{county}　{campaign}核查填报表</translation>
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
        <source>{count} batches or red lines were not brought in: the same file is here already.</source>
        <translation>有 {count} 个批次或红线未并入：同一文件本台账已有。</translation>
    </message>
    <message>
        <source>{count} breaks</source>
        <translation>{count} 处不符</translation>
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
        <source>{count} closed cases against what closing demands</source>
        <translation>{count} 个已办结图斑与办结条件的核对</translation>
    </message>
    <message>
        <source>{count} coefficients are no numbers from 0 to 100: taken as 0.</source>
        <translation>{count} 个田坎系数不是 0 到 100 的数：按 0 处理。</translation>
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
        <source>{count} dictionaries and rules against the version in the journal</source>
        <translation>{count} 个字典和规则与日志中的版本核对</translation>
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
        <source>{count} files were put back from the archive beside the backup.</source>
        <translation>已从备份旁的压缩包放回 {count} 个文件。</translation>
    </message>
    <message>
        <source>{count} further parcels are on no form.</source>
        <translation>另有 {count} 个图斑未列入签字表。</translation>
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
        <source>{count} of {all} parcels · {area} mu</source>
        <translation>{all} 个图斑中的 {count} 个 · {area} 亩</translation>
    </message>
    <message>
        <source>{count} open conflicts in {parcels} parcels. Ours stays until you decide; both values stay in the history.</source>
        <translation>{parcels} 个图斑有 {count} 处冲突待处理。处理前保留本台账的值；两边的值都留在历史记录中。</translation>
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
        <source>{count} packages</source>
        <translation>{count} 个成果包</translation>
    </message>
    <message>
        <source>{count} packages made in the copy</source>
        <translation>副本中制作的 {count} 个成果包</translation>
    </message>
    <message>
        <source>{count} parcels belong to a batch that no import brought in ({batch})</source>
        <translation>{count} 个图斑属于没有导入记录的批次（{batch}）</translation>
    </message>
    <message>
        <source>{count} parcels have entries that were typed and not saved: {numbers}</source>
        <translation>{count} 个图斑有已填写但尚未保存的内容：{numbers}</translation>
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
        <source>{count} parcels of the campaign {campaign}; {others} selected parcels belong to others.</source>
        <translation>“{campaign}”图斑 {count} 个；另有 {others} 个所选图斑属于其他专项行动。</translation>
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
        <source>{count} parcels · {area} mu</source>
        <translation>{count} 个图斑 · {area} 亩</translation>
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
        <source>{count} polygons against their seal</source>
        <translation>{count} 个图形与其印记</translation>
    </message>
    <message>
        <source>{count} results carry a remark, the first: {note}</source>
        <translation>{count} 条结果带有备注，第一条：{note}</translation>
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
        <source>{count} rows were left out ({reason}).</source>
        <translation>略去 {count} 行（{reason}）。</translation>
    </message>
    <message>
        <source>{count} rows were quarantined: see the report for the reasons.</source>
        <translation>{count} 行被隔离：原因见报告。</translation>
    </message>
    <message>
        <source>{count} tables, indexes and guards against what the program makes</source>
        <translation>{count} 个表、索引和防改触发器与本软件所建核对</translation>
    </message>
    <message>
        <source>{count} wait for no signature and are on none</source>
        <translation>{count} 个图斑不在待签状态，未列入</translation>
    </message>
    <message>
        <source>{count} were worked on since and stay.</source>
        <translation>另有 {count} 个图斑合并后又办理过，保持不变。</translation>
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
        <source>{crs} is not a coordinate reference system: write it like EPSG:4526.</source>
        <translation>{crs} 不是坐标系：请写成 EPSG:4526 的形式。</translation>
    </message>
    <message>
        <source>{crs} is not a known coordinate system.</source>
        <translation>{crs} 不是已知的坐标系。</translation>
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
        <source>{date}  {source}  {resolution} m</source>
        <translation>{date}  {source}  {resolution} 米</translation>
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
        <source>{done} of {all} verified</source>
        <translation>已核查 {done} / {all}</translation>
    </message>
    <message>
        <source>{due} is before {starts}, the day the time begins.</source>
        <translation>{due} 早于起算日 {starts}。</translation>
    </message>
    <message>
        <source>{features} polygons, {repaired} repaired; class field: {field}; coefficient field: {net}.</source>
        <translation>{features} 个多边形，修复 {repaired} 个；类别字段：{field}；系数字段：{net}。</translation>
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
        <source>{field}: the text is longer than {limit} characters.</source>
        <translation>{field}：文字超过 {limit} 个字。</translation>
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
        <source>{file} is already in the ledger: it was imported as batch {batch} on {day}; nothing was imported again.</source>
        <translation>{file} 已在台账中：已于 {day} 作为批次 {batch} 导入；未重复导入。</translation>
    </message>
    <message>
        <source>{file} is neither a dictionary nor a rule of this program: rename or remove it.</source>
        <translation>{file} 既不是字典也不是本软件的规则：请改名或移除。</translation>
    </message>
    <message>
        <source>{file} must be an object such as {example}.</source>
        <translation>{file} 应为如 {example} 的对照表。</translation>
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
        <source>{file}: entry {number} needs the texts code, label and label_zh.</source>
        <translation>{file}：第 {number} 项须有 code、label、label_zh 三个文本。</translation>
    </message>
    <message>
        <source>{file}: no way leads to the state {state}.</source>
        <translation>{file}：没有任何流转能到达状态 {state}。</translation>
    </message>
    <message>
        <source>{file}: the calendar lacks {what}.</source>
        <translation>{file}：放假日历缺少 {what}。</translation>
    </message>
    <message>
        <source>{file}: the deadline rules lack {what}.</source>
        <translation>{file}：期限规则缺少 {what}。</translation>
    </message>
    <message>
        <source>{file}: the document is not built as a campaign ({reason}).</source>
        <translation>{file}：文件结构不是专项行动文档（{reason}）。</translation>
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
        <source>{file}: the lights must change at rising percentages up to 100, not {notice} and {urgent}.</source>
        <translation>{file}：提醒、预警的百分比应依次增大且不超过 100，现在是 {notice} 和 {urgent}。</translation>
    </message>
    <message>
        <source>{file}: the rule {rule} stands twice.</source>
        <translation>{file}：规则 {rule} 出现了两次。</translation>
    </message>
    <message>
        <source>{file}: the source has no field {field}: it has {fields}.</source>
        <translation>{file}：数据中没有字段 {field}：现有 {fields}。</translation>
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
        <source>{file}: the workflow lacks {what}.</source>
        <translation>{file}：流程缺少 {what}。</translation>
    </message>
    <message>
        <source>{file}: the year {year} lacks {what}.</source>
        <translation>{file}：{year} 年缺少 {what}。</translation>
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
        <source>{file}: {meaning} is not a meaning that can be mapped: use {known}.</source>
        <translation>{file}：{meaning} 不是可映射的含义：请使用 {known}。</translation>
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
        <source>{file}: {value} is not a year.</source>
        <translation>{file}：{value} 不是年份。</translation>
    </message>
    <message>
        <source>{flag}: a person decides</source>
        <translation>{flag}：由人决定</translation>
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
        <source>{group}  {answered}/{asked}</source>
        <translation>{group}  {answered}/{asked}</translation>
    </message>
    <message>
        <source>{group} is not the id of a group of events.</source>
        <translation>{group} 不是批次编号。</translation>
    </message>
    <message>
        <source>{hold} since {when}: {reason}</source>
        <translation>{hold}（{when} 起）：{reason}</translation>
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
        <source>{label} (does not fit)</source>
        <translation>{label}（不适用）</translation>
    </message>
    <message>
        <source>{label} (key {digit})</source>
        <translation>{label}（{digit} 键）</translation>
    </message>
    <message>
        <source>{label}: {m2} m², {mu} mu, {percent} % of the parcel</source>
        <translation>{label}：{m2} 平方米，{mu} 亩，占图斑 {percent} %</translation>
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
        <source>{merged} parcels taken over from {events} events of the copy.</source>
        <translation>从副本的 {events} 条事件并入 {merged} 个图斑。</translation>
    </message>
    <message>
        <source>{mu} mu · {percent} %</source>
        <translation>{mu} 亩 · {percent} %</translation>
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
        <source>{name} ({place})</source>
        <translation>{name}（{place}）</translation>
    </message>
    <message>
        <source>{name} ({vintage})</source>
        <translation>{name}（{vintage}）</translation>
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
        <source>{name} has several polygon layers: set LAYER to one of {layers}.</source>
        <translation>{name} 中有多个面图层：请在“图层”（LAYER）中指定 {layers} 之一。</translation>
    </message>
    <message>
        <source>{name} has this identity number already: one person is entered once, with every role.</source>
        <translation>{name} 已登记此身份证号：同一人只登记一次，多个角色都记在其名下。</translation>
    </message>
    <message>
        <source>{name} is a detached signature, not checked here</source>
        <translation>{name} 是独立签名文件，此处不作验证</translation>
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
        <source>{name} is in {datum}, which differs from CGCS2000 by tens of metres: have it converted with the province&apos;s parameters and import the CGCS2000 file.</source>
        <translation>{name} 采用 {datum}，与 CGCS2000 相差数十米：请用省级参数转换后再导入 CGCS2000 文件。</translation>
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
        <source>{name} is {value}, which is no date: write it as 2026-07-03.</source>
        <translation>{name} 为 {value}，不是日期：请写成 2026-07-03。</translation>
    </message>
    <message>
        <source>{name} lies outside the ledger&apos;s CRS {crs}: {reason}; check CRS and the choice of file.</source>
        <translation>{name} 位于台账坐标系 {crs} 之外：{reason}；请检查“坐标系”（CRS） 和所选文件。</translation>
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
        <source>{name} was left by the operating system</source>
        <translation>{name} 是操作系统留下的文件</translation>
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
        <source>{name}, {size} kB
{caption}
SHA-256 {hash}</source>
        <translation>{name}，{size} kB
{caption}
SHA-256 {hash}</translation>
    </message>
    <message>
        <source>{name}: complete</source>
        <translation>{name}：已齐</translation>
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
        <source>{name}: the numbers do not fit the chosen CRS {crs} ({reason}): leave CRS empty or choose EPSG:{epsg}.</source>
        <translation>{name}：数值与指定的坐标系 {crs} 不符（{reason}）：请将“坐标系”（CRS）留空或选 EPSG:{epsg}。</translation>
    </message>
    <message>
        <source>{name}: the same data as {other}</source>
        <translation>{name}：与 {other} 数据相同</translation>
    </message>
    <message>
        <source>{name}: {count} signatures recorded</source>
        <translation>{name}：已登记 {count} 个签字</translation>
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
        <source>{number} ({name}) refused: {why}</source>
        <translation>{number}（{name}）未登记：{why}</translation>
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
        <source>{path} cannot be cut ({reason}).</source>
        <translation>{path} 无法裁切（{reason}）。</translation>
    </message>
    <message>
        <source>{path} cannot be locked: the folder is not writable or its disk is full.</source>
        <translation>无法锁定 {path}：所在文件夹不可写或磁盘已满。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): check the path.</source>
        <translation>{path} 无法读取（{reason}）：请检查路径。</translation>
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
        <source>{path} cannot go into a package ({reason}): rename it.</source>
        <translation>{path} 不能放入成果包（{reason}）：请改名。</translation>
    </message>
    <message>
        <source>{path} changed while it was copied: attach it again.</source>
        <translation>{path} 在复制过程中被改动，请重新添加。</translation>
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
        <source>{path} does not lie where the ledger&apos;s coordinate system is valid: check its CRS.</source>
        <translation>{path} 不在台账坐标系的有效范围内：请检查其坐标系。</translation>
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
        <source>{path} has no column of parcel numbers (its first row: {columns}): name it 监测编号 or 图斑编号.</source>
        <translation>{path} 中没有图斑编号列（首行：{columns}）：请命名为“监测编号”或“图斑编号”。</translation>
    </message>
    <message>
        <source>{path} has no event in common with this ledger: it is not a copy of it.</source>
        <translation>{path} 与本台账没有共同的日志事件：不是本台账的副本。</translation>
    </message>
    <message>
        <source>{path} has no georeference: add its world file (.tfw, .jgw, .pgw) or georeference it.</source>
        <translation>{path} 没有地理参考：请补上坐标文件（.tfw、.jgw、.pgw）或先配准。</translation>
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
        <source>{path} holds more than {limit} files: choose the folder of the hand-over itself.</source>
        <translation>{path} 中的文件超过 {limit} 个：请选择下发数据所在的文件夹。</translation>
    </message>
    <message>
        <source>{path} holds no layer that can be read{detail}: it needs a shapefile, GeoPackage, GeoJSON or boundary-point TXT.</source>
        <translation>{path} 中没有可读取的图层{detail}：需要 shapefile、GeoPackage、GeoJSON 或界址点 TXT。</translation>
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
        <source>{path} is a virtual path: give a file, a folder or a zip of this computer.</source>
        <translation>{path} 是虚拟路径：请选择本机的文件、文件夹或 zip。</translation>
    </message>
    <message>
        <source>{path} is already registered.</source>
        <translation>{path} 已经登记。</translation>
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
        <source>{path} is damaged: not all of it can be read. Scan the page again.</source>
        <translation>{path} 已损坏，不能完整读取：请重新扫描该页。</translation>
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
        <source>{path} is locked with a password: unpack it yourself and give the folder.</source>
        <translation>{path} 有密码：请自行解压后选择文件夹。</translation>
    </message>
    <message>
        <source>{path} is missing: register the red line again.</source>
        <translation>{path} 缺失：请重新登记该红线。</translation>
    </message>
    <message>
        <source>{path} is neither a new .gpkg file nor the address of a database.</source>
        <translation>{path} 既不是新的 .gpkg 文件，也不是数据库地址。</translation>
    </message>
    <message>
        <source>{path} is no scan that can be read: save it as JPG, PNG, TIF or PDF.</source>
        <translation>{path} 不是可读取的扫描件：请另存为 JPG、PNG、TIF 或 PDF。</translation>
    </message>
    <message>
        <source>{path} is not UTF-8 text: save it as UTF-8.</source>
        <translation>{path} 不是 UTF-8 文本：请另存为 UTF-8。</translation>
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
        <source>{path} is not a readable CSV ({reason}).</source>
        <translation>{path} 不是可读的 CSV（{reason}）。</translation>
    </message>
    <message>
        <source>{path} is not a readable zip file ({reason}): have it sent again.</source>
        <translation>{path} 不是可读的 zip 文件（{reason}）：请对方重发。</translation>
    </message>
    <message>
        <source>{path} is not in the ledger&apos;s media folder: attach it again.</source>
        <translation>台账的媒体文件夹里没有 {path}：请重新附上。</translation>
    </message>
    <message>
        <source>{path} is not read: save the table as .xlsx or .csv.</source>
        <translation>{path} 未读取：请将表格另存为 .xlsx 或 .csv。</translation>
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
        <source>{path} is of no format that is read: give a shapefile (.shp), GeoPackage, GeoJSON, boundary-point TXT, or a folder or zip of them.</source>
        <translation>{path} 的格式无法读取：请选择 shapefile（.shp）、GeoPackage、GeoJSON、界址点 TXT，或含有它们的文件夹或 zip。</translation>
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
        <source>{path} is too large for a table of findings.</source>
        <translation>{path} 太大，不像是认定意见表。</translation>
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
        <source>{path} names no coordinate system: state it in CRS.</source>
        <translation>{path} 没有坐标系信息：请在“坐标系”（CRS）中指定。</translation>
    </message>
    <message>
        <source>{path} unfolds to far more data than it should ({name}): it was not unpacked.</source>
        <translation>{path} 解压后数据量异常（{name}）：未予解压。</translation>
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
        <source>{path} was written by a newer version of this program (ledger version {found}, known here is {known}): update the program here, then merge.</source>
        <translation>{path} 由更新版本的程序写入（台账版本 {found}，本机支持 {known}）：请先升级本机程序，再合并。</translation>
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
        <source>{path}: the .shp holds {shapes} shapes but the .dbf {records} records: copy all files of the shapefile again.</source>
        <translation>{path}：.shp 有 {shapes} 个图形，.dbf 有 {records} 条记录：请重新复制该 shapefile 的全部文件。</translation>
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
        <source>{person} cannot be the id of a person.</source>
        <translation>{person} 不能作为人员编号。</translation>
    </message>
    <message>
        <source>{person} takes the signature back.</source>
        <translation>{person}撤回签字。</translation>
    </message>
    <message>
        <source>{plot}: the stated area {text} is not a number.</source>
        <translation>{plot}：所述面积 {text} 不是数字。</translation>
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
        <source>{read} read = {imported} imported + {quarantined} quarantined; {repaired} repaired, {overlapping} on ground that is in the ledger already.</source>
        <translation>读取 {read} = 导入 {imported} + 隔离 {quarantined}；修复 {repaired}，与台账已有图斑重合 {overlapping}。</translation>
    </message>
    <message>
        <source>{role} attached: {names}</source>
        <translation>附上{role}：{names}</translation>
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
        <source>{role} · asked for</source>
        <translation>{role} · 待补</translation>
    </message>
    <message>
        <source>{role} · {name} ({vintage})</source>
        <translation>{role} · {name}（{vintage}）</translation>
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
        <source>{stage} is no signing stage of this ledger: {known}</source>
        <translation>本台账没有签字环节 {stage}，可用：{known}</translation>
    </message>
    <message>
        <source>{stage} signed by every level</source>
        <translation>“{stage}”逐级签字完成</translation>
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
        <source>{title}: {count} parcels</source>
        <translation>{title}：{count} 个图斑</translation>
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
        <source>{unit}: proved by the geometry</source>
        <translation>{unit}：由图形证实</translation>
    </message>
    <message>
        <source>{unit}: stated by the field&apos;s name</source>
        <translation>{unit}：由字段名注明</translation>
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
        <source>{value} is not an access: choose {known}.</source>
        <translation>{value} 不是可授予的权限：请从 {known} 中选择。</translation>
    </message>
    <message>
        <source>{value} is not an area in m².</source>
        <translation>“{value}”不是以平方米计的面积。</translation>
    </message>
    <message>
        <source>{what} (at least {count})</source>
        <translation>{what}（不少于 {count} 人）</translation>
    </message>
    <message>
        <source>{what} ({reason})</source>
        <translation>{what}（{reason}）</translation>
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
        <source>{width} x {height} pixels of {resolution} m</source>
        <translation>{width} × {height} 像素，{resolution} 米</translation>
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
