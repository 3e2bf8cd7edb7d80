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
        <source>(no class)</source>
        <translation>（无类别）</translation>
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
        <source>; but the geometry says {unit}, check</source>
        <translation>；但按图形应为 {unit}，请核对</translation>
    </message>
    <message>
        <source>; x and y were exchanged (the northing stood first)</source>
        <translation>；已对调 x、y（纵坐标在前）</translation>
    </message>
    <message>
        <source>A data file cannot be read or written ({reason}): check the space on the disks of the ledger, the output and the temporary files.</source>
        <translation>数据文件无法读写（{reason}）：请检查台账、输出和临时文件所在磁盘的空间。</translation>
    </message>
    <message>
        <source>A floating-point number cannot stand in the journal: pass areas as decimals.</source>
        <translation>日志中不能出现浮点数：面积须以十进制数传入。</translation>
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
        <source>AREA_UNIT is {unit}: use one of {known}.</source>
        <translation>监测面积单位（AREA_UNIT）为 {unit}：请使用 {known} 之一。</translation>
    </message>
    <message>
        <source>Accept by (date)</source>
        <translation>验收期限（日期）</translation>
    </message>
    <message>
        <source>Acceptance map of a rectified parcel</source>
        <translation>整改图斑验收图</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
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
        <source>Altered</source>
        <translation>已被改动</translation>
    </message>
    <message>
        <source>Altered: {subject}: {sentence}</source>
        <translation>已被改动：{subject}：{sentence}</translation>
    </message>
    <message>
        <source>Another export is writing into {path}: wait for it or choose another folder.</source>
        <translation>另一次导出正在写入 {path}：请等待或另选文件夹。</translation>
    </message>
    <message>
        <source>Appeal map of a suspected parcel</source>
        <translation>疑似图斑申诉图</translation>
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
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Batch {name}: the counts do not add up; nothing was imported.</source>
        <translation>批次 {name}：数目对不上；未导入任何内容。</translation>
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
        <source>Captured on (date, such as 2026-09-05)</source>
        <translation>拍摄日期（如 2026-09-05）</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>问题类别</translation>
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
        <source>Check every file of the selected packages against the package and the ledger</source>
        <translation>将所选成果包的每个文件与包内清单和台账比对</translation>
    </message>
    <message>
        <source>Checks a package: L0 every file is there and unchanged, L1 its origin is proved by the package code or the ledger, L2 its tables, polygon and journal agree. The verdict is proved, complete, altered or unverifiable. It does not prove that a photo shows the truth, nor who really signed.</source>
        <translation>验证成果包：L0 文件齐全且未改动；L1 由验证码或台账证明来源；L2 表格、图形与日志一致。结论为 proved（来源已证）、complete（内容完整）、altered（已被改动）或 unverifiable（无法验证）。不证明照片是否反映事实，也不证明由谁签字。</translation>
    </message>
    <message>
        <source>Choose a file on a disk of this computer, not in a shared folder.</source>
        <translation>请选择本机磁盘上的文件，不要放在共享文件夹中。</translation>
    </message>
    <message>
        <source>Choose a folder for the packages: a temporary one is deleted when QGIS closes.</source>
        <translation>请选择成果包的存放文件夹：临时文件夹会在关闭 QGIS 时删除。</translation>
    </message>
    <message>
        <source>Choose a parcel in the table or on the map to see what it lies in.</source>
        <translation>在表中或地图上选择一个图斑，查看它落在哪些图层内。</translation>
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
        <source>Choose whose entries to keep.</source>
        <translation>请选择保留哪一方的录入。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Close Ledger</source>
        <translation>关闭台账</translation>
    </message>
    <message>
        <source>Close the ledger, so that a colleague can write in it</source>
        <translation>关闭台账，以便同事打开录入</translation>
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
        <source>Creates the county&apos;s ledger: one GeoPackage file that holds every parcel, finding, sign-off and journal event. Give the county&apos;s 6-digit code and the projected CRS the county works in (for example EPSG:4526).</source>
        <translation>新建县级台账：一个 GeoPackage 文件，保存全部图斑、认定意见、签字背书和操作日志。请填写 6 位县代码和本县使用的投影坐标系（如 EPSG:4526）。</translation>
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
        <source>Days overdue</source>
        <translation>逾期天数</translation>
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
        <source>Drop overlaps smaller than (m²)</source>
        <translation>忽略小于此面积的重叠（平方米）</translation>
    </message>
    <message>
        <source>Dry run (write nothing)</source>
        <translation>试运行（不写入）</translation>
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
        <source>Export evidence packages</source>
        <translation>导出举证成果包</translation>
    </message>
    <message>
        <source>Export problem lists</source>
        <translation>导出问题清单</translation>
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
        <source>File, folder or zip that was handed down</source>
        <translation>下发的文件、文件夹或 zip</translation>
    </message>
    <message>
        <source>Files that were not read</source>
        <translation>未读取的文件</translation>
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
        <source>Finding</source>
        <translation>认定意见</translation>
    </message>
    <message>
        <source>Finding (suggested)</source>
        <translation>认定意见（建议）</translation>
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
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder for the packages</source>
        <translation>成果包存放文件夹</translation>
    </message>
    <message>
        <source>Forget what is in the form and show what was saved</source>
        <translation>放弃表单内容，显示已保存的内容</translation>
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
        <source>History</source>
        <translation>经过</translation>
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
        <source>Issued {issued} mu, computed {computed} mu</source>
        <translation>下发 {issued} 亩，计算 {computed} 亩</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
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
        <source>Ledger {name} created.</source>
        <translation>台账 {name} 已建立。</translation>
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
        <source>Location and red lines  1:{scale}</source>
        <translation>位置与红线套合图  1:{scale}</translation>
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
        <source>Next parcel of the table (Alt+Right)</source>
        <translation>表中下一个图斑（Alt+→）</translation>
    </message>
    <message>
        <source>Next parcel without a finding (Alt+Down)</source>
        <translation>下一个尚无认定意见的图斑（Alt+↓）</translation>
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
        <source>No.</source>
        <translation>序号</translation>
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
        <source>Note</source>
        <translation>核查说明</translation>
    </message>
    <message>
        <source>Nothing to save.</source>
        <translation>没有需要保存的内容。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>One zip file per package</source>
        <translation>每个成果包一个 zip 文件</translation>
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
        <source>Package verified</source>
        <translation>成果包已验证</translation>
    </message>
    <message>
        <source>Packaged</source>
        <translation>已打包</translation>
    </message>
    <message>
        <source>Packages made</source>
        <translation>已生成的成果包</translation>
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
        <source>Parcels selected in the table or on the map</source>
        <translation>表中或地图上选中的图斑</translation>
    </message>
    <message>
        <source>Parcels the table shows now</source>
        <translation>表中当前显示的图斑</translation>
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
        <source>Personal data</source>
        <translation>个人信息</translation>
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
        <source>Press a digit to choose</source>
        <translation>按数字键选择</translation>
    </message>
    <message>
        <source>Previous parcel of the table (Alt+Left)</source>
        <translation>表中上一个图斑（Alt+←）</translation>
    </message>
    <message>
        <source>Printed on the stamped sheet: {code}</source>
        <translation>盖章表上印的验证码：{code}</translation>
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
        <source>Proved</source>
        <translation>来源已证</translation>
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
        <source>Reading only: {file} cannot be written where it lies.</source>
        <translation>只读：{file} 所在位置不能写入。</translation>
    </message>
    <message>
        <source>Reading only: {file} is open elsewhere ({holder}).</source>
        <translation>只读：{file} 正在别处打开（{holder}）。</translation>
    </message>
    <message>
        <source>Reads a table (.xlsx, .csv) with a column of parcel numbers and the columns of the survey form. Rows that are certain are applied in one step; a row whose parcel or code is not certain is refused, with the reason in the report. A dry run judges the rows, counts what would be applied and writes nothing.</source>
        <translation>读取含图斑编号列和核查表各列的表格（.xlsx、.csv）。确定无误的行一次录入；图斑或代码不能确定的行予以拒绝，原因写入报告。试运行只判断各行、统计将会录入的数目，不写入任何内容。</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>接收方</translation>
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
        <source>Recorded</source>
        <translation>已录入</translation>
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
        <source>Red lines</source>
        <translation>红线</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
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
        <source>Result packages</source>
        <translation>成果包</translation>
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
        <source>Roles of the red lines (comma-separated codes; empty = all)</source>
        <translation>红线类型（代码，用逗号分隔；空 = 全部）</translation>
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
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the form over it; both entries stay in the history</source>
        <translation>以本表内容保存；双方的录入都留在经过中</translation>
    </message>
    <message>
        <source>Saved · seq {seq}</source>
        <translation>已保存 · 第 {seq} 条</translation>
    </message>
    <message>
        <source>Scene shown below: capture date and role</source>
        <translation>下方显示的影像：拍摄日期与类型</translation>
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
        <source>Screens parcels against the registered red lines: for each parcel, layer and class the official ellipsoidal area of what they share, overlapping polygons counted once, balanced so that the classes of a land-use layer and the uncovered rest add up to the parcel&apos;s area exactly. Earlier results of the same parcels and layers are replaced.</source>
        <translation>将图斑与已登记的红线套合：按图斑、图层、类别计算共有部分的椭球面积，相互重叠的图形只计一次，并平差，使地类图层各类别与未覆盖部分之和恒等于图斑面积。同一图斑、同一图层的旧结果会被替换。</translation>
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
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Share %</source>
        <translation>占比 %</translation>
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
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>汇总</translation>
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
        <source>Table of findings</source>
        <translation>认定意见表</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.csv)</source>
        <translation>表格 (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>Take over a filled survey form (xlsx, csv)</source>
        <translation>读入填好的核查表（xlsx、csv）</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用对方的</translation>
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
        <source>The .shx was damaged and was restored from the .shp.</source>
        <translation>.shx 已损坏，已根据 .shp 重建。</translation>
    </message>
    <message>
        <source>The .shx was missing and was restored from the .shp.</source>
        <translation>缺少 .shx，已由 .shp 重建。</translation>
    </message>
    <message>
        <source>The capture date {date} lies in the future.</source>
        <translation>拍摄日期 {date} 在将来。</translation>
    </message>
    <message>
        <source>The case is on hold ({hold}): release it before {action}.</source>
        <translation>该图斑已暂停办理（{hold}）：请先解除，再执行 {action}。</translation>
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
        <source>The coefficients are percentages: divided by 100.</source>
        <translation>田坎系数为百分数：已除以 100。</translation>
    </message>
    <message>
        <source>The columns {columns} hold personal data and were not recorded: the journal is never erased.</source>
        <translation>列 {columns} 含个人信息，未予记录：日志一经写入不可删除。</translation>
    </message>
    <message>
        <source>The county code has six digits.</source>
        <translation>县代码为六位数字。</translation>
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
        <source>The file writes the easting before the northing; it was read so.</source>
        <translation>文件中横坐标在纵坐标之前；已照此读取。</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <source>The input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>The layer declares {crs} (degrees) but its coordinates are metres (about {x}, {y}): set CRS.</source>
        <translation>图层声明为 {crs}（度），但坐标是米（约 {x}, {y}）：请指定“坐标系”（CRS）。</translation>
    </message>
    <message>
        <source>The ledger has no parcel {uid}.</source>
        <translation>台账中没有图斑 {uid}。</translation>
    </message>
    <message>
        <source>The ledger has no rule named {name}.</source>
        <translation>台账中没有名为 {name} 的规则。</translation>
    </message>
    <message>
        <source>The ledger is open for writing.</source>
        <translation>台账已可写入。</translation>
    </message>
    <message>
        <source>The ledger needs a CRS with an EPSG code, for example EPSG:4526 (CGCS2000, zone 38).</source>
        <translation>台账须使用有 EPSG 代码的坐标系，如 EPSG:4526（CGCS2000，38 带）。</translation>
    </message>
    <message>
        <source>The lists of problems, remediated and not, as a workbook</source>
        <translation>问题、已整改、未整改清单（工作簿）</translation>
    </message>
    <message>
        <source>The order of the coordinates changes within the file ({first} points have the easting first, {second} the northing).</source>
        <translation>文件内坐标顺序不一致（{first} 个点横坐标在前，{second} 个点纵坐标在前）。</translation>
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
        <source>The scene {path} cannot be read: is the disk it lies on connected?</source>
        <translation>影像 {path} 无法读取：所在磁盘是否已连接？</translation>
    </message>
    <message>
        <source>The scene&apos;s file cannot be read: is its disk connected?</source>
        <translation>影像文件无法读取：所在磁盘是否已连接？</translation>
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
        <source>The table</source>
        <translation>表格</translation>
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
        <source>The unit of the field {field} cannot be told ({measured}): set AREA_UNIT to m2, mu or ha.</source>
        <translation>无法判断字段 {field} 的单位（{measured}）：请将“监测面积单位”（AREA_UNIT）设为平方米、亩或公顷。</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>These are degrees: maps look squeezed. Better the 3-degree zone the parcels are issued in.</source>
        <translation>这是经纬度坐标系，地图会变形；建议选用图斑下发所用的 3 度带投影坐标系。</translation>
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
        <source>This parcel has not been screened yet.</source>
        <translation>该图斑尚未套合。</translation>
    </message>
    <message>
        <source>This sheet documents a clue: &quot;suspected&quot; and &quot;suggested&quot; are no decision. People decide, after an on-site check.</source>
        <translation>本表仅记录线索：“疑似”“建议”均非结论，须经实地核查，由人认定。</translation>
    </message>
    <message>
        <source>Threads (0 = all cores)</source>
        <translation>线程数（0 = 全部核心）</translation>
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
        <source>Try again</source>
        <translation>重试</translation>
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
        <source>Verified {when}</source>
        <translation>{when} 验证</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>验证</translation>
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
        <source>What is missing</source>
        <translation>缺少什么</translation>
    </message>
    <message>
        <source>What was concluded, and why</source>
        <translation>判断及其依据</translation>
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
        <source>Who</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Whom it is for: decides what personal data it may hold</source>
        <translation>给谁用：决定其中可含哪些个人信息</translation>
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
        <source>Worth knowing</source>
        <translation>请留意</translation>
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
        <source>attributes</source>
        <translation>属性</translation>
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
        <source>chosen by the user</source>
        <translation>由用户指定</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>concluded from the values</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>counted once</source>
        <translation>只计一次</translation>
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
        <source>encoding</source>
        <translation>编码</translation>
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
        <source>fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
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
        <source>hectares</source>
        <translation>公顷</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
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
        <source>layer</source>
        <translation>图层</translation>
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
        <source>meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>median of issued / measured m² over {count} parcels is {ratio}</source>
        <translation>{count} 个图斑下发面积与图形面积（平方米）之比的中位数为 {ratio}</translation>
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
        <source>neither the header nor the eastings name a zone</source>
        <translation>文件头和横坐标都没有带号</translation>
    </message>
    <message>
        <source>net {area} m²</source>
        <translation>净面积 {area} 平方米</translation>
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
        <source>not screened against any red line</source>
        <translation>未与任何红线套合</translation>
    </message>
    <message>
        <source>not screened yet</source>
        <translation>尚未套合</translation>
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
        <source>number</source>
        <translation>编号</translation>
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
        <source>open ring closed</source>
        <translation>闭合了未闭合的环</translation>
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
        <source>parcel_uid names the parcel {other}, the number says {number}</source>
        <translation>parcel_uid 指图斑 {other}，编号却是 {number}</translation>
    </message>
    <message>
        <source>points and lines left out</source>
        <translation>去除了其中的点和线</translation>
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
        <source>run Screen parcels</source>
        <translation>运行“套合图斑”</translation>
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
        <source>share %</source>
        <translation>占比 %</translation>
    </message>
    <message>
        <source>share of the smaller</source>
        <translation>占较小者</translation>
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
        <source>such as the county and the year</source>
        <translation>如县名加年度</translation>
    </message>
    <message>
        <source>the chain breaks at entry {seq}</source>
        <translation>日志链在第 {seq} 条断开</translation>
    </message>
    <message>
        <source>the file calls it {shape}, not a polygon (面)</source>
        <translation>文件中标为 {shape}，不是面</translation>
    </message>
    <message>
        <source>the header names the system {system}</source>
        <translation>文件头注明的坐标系为 {system}</translation>
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
        <source>the ledger recorded the code {recorded}, this is {code}</source>
        <translation>台账记录的验证码是 {recorded}，此包为 {code}</translation>
    </message>
    <message>
        <source>the ledger recorded the same code</source>
        <translation>台账记录的验证码相同</translation>
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
        <source>the polygon differs from the ledger&apos;s</source>
        <translation>图形与台账不同</translation>
    </message>
    <message>
        <source>the polygon of {number} is not the one issued</source>
        <translation>{number} 的图形不是下发的图形</translation>
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
        <source>the spreadsheet turned the number into {number}: format the column as text and enter the number again</source>
        <translation>电子表格把编号变成了 {number}：请将该列设为文本后重新填写</translation>
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
        <source>this batch</source>
        <translation>本批次</translation>
    </message>
    <message>
        <source>uncovered</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <source>unit of the area</source>
        <translation>面积单位</translation>
    </message>
    <message>
        <source>would be applied</source>
        <translation>将会录入</translation>
    </message>
    <message>
        <source>{action} is not allowed while the case is {status}.</source>
        <translation>状态为 {status} 时不能执行 {action}。</translation>
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
        <source>{code} is not in the dictionary {name}: use one of {known}.</source>
        <translation>字典 {name} 中没有 {code}：请使用 {known} 之一。</translation>
    </message>
    <message>
        <source>{county}: {list}</source>
        <translation>{county}：{list}</translation>
    </message>
    <message>
        <source>{count} coefficients are no numbers from 0 to 100: taken as 0.</source>
        <translation>{count} 个田坎系数不是 0 到 100 的数：按 0 处理。</translation>
    </message>
    <message>
        <source>{count} files against SHA-256 and SM3</source>
        <translation>{count} 个文件的 SHA-256 与 SM3</translation>
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
        <source>{count} of {all} parcels · {area} mu</source>
        <translation>{all} 个图斑中的 {count} 个 · {area} 亩</translation>
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
        <source>{count} parcels were issued without an area: their computed area is counted.</source>
        <translation>{count} 个图斑未下发面积：按计算面积计入。</translation>
    </message>
    <message>
        <source>{count} parcels · {area} mu</source>
        <translation>{count} 个图斑 · {area} 亩</translation>
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
        <source>{count} rows were left out ({reason}).</source>
        <translation>略去 {count} 行（{reason}）。</translation>
    </message>
    <message>
        <source>{count} rows were quarantined: see the report for the reasons.</source>
        <translation>{count} 行被隔离：原因见报告。</translation>
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
        <source>{done} of {all} verified</source>
        <translation>已核查 {done} / {all}</translation>
    </message>
    <message>
        <source>{features} polygons, {repaired} repaired; class field: {field}; coefficient field: {net}.</source>
        <translation>{features} 个多边形，修复 {repaired} 个；类别字段：{field}；系数字段：{net}。</translation>
    </message>
    <message>
        <source>{field} {value}</source>
        <translation>{field} {value}</translation>
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
        <source>{file}: entry {number} needs the texts code, label and label_zh.</source>
        <translation>{file}：第 {number} 项须有 code、label、label_zh 三个文本。</translation>
    </message>
    <message>
        <source>{file}: no way leads to the state {state}.</source>
        <translation>{file}：没有任何流转能到达状态 {state}。</translation>
    </message>
    <message>
        <source>{file}: the field map is an object of texts, such as {example}.</source>
        <translation>{file}：字段映射应为文本对照，如 {example}。</translation>
    </message>
    <message>
        <source>{file}: the source has no field {field}: it has {fields}.</source>
        <translation>{file}：数据中没有字段 {field}：现有 {fields}。</translation>
    </message>
    <message>
        <source>{file}: the workflow lacks {what}.</source>
        <translation>{file}：流程缺少 {what}。</translation>
    </message>
    <message>
        <source>{file}: transition {action} names the unknown state {state}.</source>
        <translation>{file}：流转 {action} 引用了未知状态 {state}。</translation>
    </message>
    <message>
        <source>{file}: {meaning} is not a meaning that can be mapped: use {known}.</source>
        <translation>{file}：{meaning} 不是可映射的含义：请使用 {known}。</translation>
    </message>
    <message>
        <source>{folder} is not there: was the package moved?</source>
        <translation>{folder} 不存在：成果包是否被移走？</translation>
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
        <source>{key} is not a field of a finding.</source>
        <translation>{key} 不是认定意见的字段。</translation>
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
        <source>{name} is a detached signature, not checked here</source>
        <translation>{name} 是独立签名文件，此处不作验证</translation>
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
        <source>{name} was left by the operating system</source>
        <translation>{name} 是操作系统留下的文件</translation>
    </message>
    <message>
        <source>{name}: not a boundary-point file</source>
        <translation>{name}：不是界址点坐标文件</translation>
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
        <source>{name}: {verdict}</source>
        <translation>{name}：{verdict}</translation>
    </message>
    <message>
        <source>{name}: {verdict} ({level}).</source>
        <translation>{name}：{verdict}（{level}）。</translation>
    </message>
    <message>
        <source>{number} · {area} mu</source>
        <translation>{number} · {area} 亩</translation>
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
        <source>{path} does not lie where the ledger&apos;s coordinate system is valid: check its CRS.</source>
        <translation>{path} 不在台账坐标系的有效范围内：请检查其坐标系。</translation>
    </message>
    <message>
        <source>{path} exists already: choose another name, or open it.</source>
        <translation>{path} 已存在：请换一个名称，或直接打开它。</translation>
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
        <source>{path} has no georeference: add its world file (.tfw, .jgw, .pgw) or georeference it.</source>
        <translation>{path} 没有地理参考：请补上坐标文件（.tfw、.jgw、.pgw）或先配准。</translation>
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
        <source>{path} is a virtual path: give a file, a folder or a zip of this computer.</source>
        <translation>{path} 是虚拟路径：请选择本机的文件、文件夹或 zip。</translation>
    </message>
    <message>
        <source>{path} is already registered.</source>
        <translation>{path} 已经登记。</translation>
    </message>
    <message>
        <source>{path} is being written by another program: wait a moment and run again.</source>
        <translation>{path} 正被另一程序写入：请稍候重试。</translation>
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
        <source>{path} is not UTF-8 text: save it as UTF-8.</source>
        <translation>{path} 不是 UTF-8 文本：请另存为 UTF-8。</translation>
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
        <source>{path} is not read: save the table as .xlsx or .csv.</source>
        <translation>{path} 未读取：请将表格另存为 .xlsx 或 .csv。</translation>
    </message>
    <message>
        <source>{path} is of no format that is read: give a shapefile (.shp), GeoPackage, GeoJSON, boundary-point TXT, or a folder or zip of them.</source>
        <translation>{path} 的格式无法读取：请选择 shapefile（.shp）、GeoPackage、GeoJSON、界址点 TXT，或含有它们的文件夹或 zip。</translation>
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
        <source>{path} is the ledger itself: choose the file that was handed down.</source>
        <translation>{path} 就是台账本身：请选择下发的文件。</translation>
    </message>
    <message>
        <source>{path} is too large for a table of findings.</source>
        <translation>{path} 太大，不像是认定意见表。</translation>
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
        <source>{path}: the .shp holds {shapes} shapes but the .dbf {records} records: copy all files of the shapefile again.</source>
        <translation>{path}：.shp 有 {shapes} 个图形，.dbf 有 {records} 条记录：请重新复制该 shapefile 的全部文件。</translation>
    </message>
    <message>
        <source>{path}: this version keeps ledgers in files, not in PostgreSQL; give a .gpkg file.</source>
        <translation>{path}：本版本的台账只存为文件，不支持 PostgreSQL；请给出 .gpkg 文件。</translation>
    </message>
    <message>
        <source>{path}: {reason}.</source>
        <translation>{path}：{reason}。</translation>
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
        <source>{problems} problems: {done} remediated, {remaining} not, {late} of them overdue.</source>
        <translation>问题 {problems} 个：已整改 {done}，未整改 {remaining}，其中逾期 {late}。</translation>
    </message>
    <message>
        <source>{read} read = {imported} imported + {quarantined} quarantined; {repaired} repaired, {overlapping} on ground that is in the ledger already.</source>
        <translation>读取 {read} = 导入 {imported} + 隔离 {quarantined}；修复 {repaired}，与台账已有图斑重合 {overlapping}。</translation>
    </message>
    <message>
        <source>{role} {captured}</source>
        <translation>{role} {captured}</translation>
    </message>
    <message>
        <source>{role} · {name} ({vintage})</source>
        <translation>{role} · {name}（{vintage}）</translation>
    </message>
    <message>
        <source>{sheet}: the column {column} stands twice: rename one.</source>
        <translation>{sheet}：列 {column} 出现两次：请改名其一。</translation>
    </message>
    <message>
        <source>{source} cannot be transformed to {target}: choose the CRS of the layer.</source>
        <translation>{source} 无法转换到 {target}：请指定图层的坐标系。</translation>
    </message>
    <message>
        <source>{title}: overlap table, continued</source>
        <translation>{title}：套合面积表（续）</translation>
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
        <source>{value} is no date: write it as 2026-07-03</source>
        <translation>{value} 不是日期：请写成 2026-07-03</translation>
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
        <source>{value} is not in the dictionary {name} (column {column}); it has {known}</source>
        <translation>{value} 不在字典 {name} 中（{column} 列）；可用值为 {known}</translation>
    </message>
    <message>
        <source>{what} was not found at {path}: check the path.</source>
        <translation>在 {path} 找不到{what}：请检查路径。</translation>
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
        <source>{width} x {height} pixels of {resolution} m</source>
        <translation>{width} × {height} 像素，{resolution} 米</translation>
    </message>
    <message>
        <source>◀ Previous</source>
        <translation>◀ 上一个</translation>
    </message>
</context>
</TS>
